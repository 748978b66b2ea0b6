import { closingReasons, consentWays } from '@lotsen/api';
import { DayField, IdentityNumberField, IdField, TextField, WordField, YesNoField } from '@lotsen/platform';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { Identity } from '../../vault/vault.js';
import { ProfileFactsDto } from './profile-facts.dto.js';

export class ResolveDto {
  @IdentityNumberField()
  personnummer!: string;
}

export class ResolveListDto {
  @ApiProperty({ type: 'array', items: { type: 'string', maxLength: 40 }, minItems: 1, maxItems: 1000 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  numbers!: unknown[];
}

export class IdentityDto {
  @TextField(200)
  name!: string;

  @IdentityNumberField({ optional: true })
  personnummer?: string;

  @ApiProperty({ required: false, format: 'email', maxLength: 200 })
  @IsOptional()
  @IsEmail()
  @MaxLength(200)
  email?: string;

  @ApiProperty({ required: false, maxLength: 50 })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  phone?: string;

  @TextField(300, '', { optional: true })
  address?: string;
}

export class RegisterDto {
  @ApiProperty({ type: IdentityDto, description: 'Goes into the vault, and nowhere else.' })
  @IsObject()
  @ValidateNested()
  @Type(() => IdentityDto)
  identity!: IdentityDto;

  @ApiProperty({ type: ProfileFactsDto })
  @IsObject()
  @ValidateNested()
  @Type(() => ProfileFactsDto)
  facts!: ProfileFactsDto;

  @ApiProperty({
    required: false,
    default: false,
    description: 'The person said yes to linking evidence that others record.',
  })
  @IsOptional()
  @IsBoolean()
  linksEvidence?: boolean;

  @YesNoField('Protected identity: nothing of the person leaves the service.')
  protectedIdentity?: boolean;
}

export class EvidenceLinkDto {
  @YesNoField('What the person said.', { optional: false })
  yes!: boolean;

  @WordField(consentWays, { optional: true, description: 'How they said it.' })
  how?: (typeof consentWays)[number];

  @DayField({ optional: true })
  day?: string;
}

export class ShareDto {
  @IdField('organisation or group', { description: 'Id of an organisation, or of a group of them.' })
  with!: string;
}

export class CloseDto {
  @WordField(closingReasons)
  because!: (typeof closingReasons)[number];
}

export class ProtectDto {
  @YesNoField('Whether the identity is protected.', { optional: false })
  protectedIdentity!: boolean;
}

export class SearchDto {
  @TextField(100, 'A part of the name.')
  name!: string;
}

/** The DTO as the vault keeps it. */
export function identityOf({ name, personnummer: number, email, phone, address }: IdentityDto): Identity {
  return { name, number, email, phone, address };
}
