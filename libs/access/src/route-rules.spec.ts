import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { AccessModule, Allow, Public, RouteRules } from './index.js';

@Controller('open')
@Public()
class OpenController {
  @Get()
  read() {
    return {};
  }
}

@Controller('v1/things')
class RuledController {
  @Get(':id')
  @Allow({ officer: 'shared', analyst: 'any' })
  read() {
    return {};
  }
}

@Controller('v1/forgotten')
class ForgottenController {
  @Post('it')
  write() {
    return {};
  }
}

const settings = {
  issuer: 'http://x',
  jwksUrl: 'http://x/jwks',
  audience: 'a',
  subjectClaim: 'sub',
  rolesClaim: 'roles',
  organisationClaim: 'o',
};

async function rulesOf(...controllers: (new () => object)[]) {
  @Module({ imports: [AccessModule.forRoot(settings)], controllers })
  class App {}
  const module = await Test.createTestingModule({ imports: [App] }).compile();
  return module.get(RouteRules);
}

describe('the rules of routes', () => {
  it('are listed with who may call', async () => {
    const rules = await rulesOf(OpenController, RuledController);
    expect(rules.list().map(({ method, path, rule }) => [method, path, rule])).toEqual([
      ['GET', '/open', { kind: 'public' }],
      ['GET', '/v1/things/:id', { kind: 'roles', opened: { officer: 'shared', analyst: 'any' } }],
    ]);
    expect(() => rules.assertComplete()).not.toThrow();
  });

  it('a route that nobody opened fails the start, and is named', async () => {
    const rules = await rulesOf(RuledController, ForgottenController);
    expect(() => rules.assertComplete()).toThrow('POST /v1/forgotten/it (ForgottenController.write)');
  });
});
