import { Public } from '@lotsen/access';
import { SETTINGS, type Settings } from '@lotsen/platform';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { servedOpenApi } from './open-api.js';

/** Public: the shape of the API is no secret, and a client reads it before it signs in. */
@ApiTags('portal')
@Controller()
@Public()
export class ApiController {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  @Get('openapi.json')
  @ApiOperation({ summary: 'Gives the OpenAPI document of all services.' })
  openApi() {
    return servedOpenApi(this.settings);
  }

  @Get('api')
  @ApiOperation({ summary: 'Shows the API document as a page for people.' })
  page(@Res() response: Response) {
    response.type('html').send(`<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lotsen API</title>
<link rel="stylesheet" href="/api-page/swagger-ui.css">
<div id="api"></div>
<script src="/api-page/swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, tryItOutEnabled: true });</script>
</html>`);
  }

  @Get()
  @ApiOperation({ summary: 'Leads to the page of the API.' })
  home(@Res() response: Response) {
    response.type('html').send(`<!doctype html>
<html lang="sv"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lotsen</title>
<style>body{font:1.1rem/1.5 system-ui;max-width:38rem;margin:3rem auto;padding:0 1rem}</style>
<h1>Lotsen</h1>
<p>Lotsen visar vilka arbetssökande som passar vilket bristyrke, vilken ledig tjänst och vilken praktikplats – och varför.</p>
<p>Webbgränssnittet byggs. Allt går redan att göra i <a href="/api">programgränssnittet</a> och med kommandot <code>npx lotsen</code>.</p>
</html>`);
  }
}
