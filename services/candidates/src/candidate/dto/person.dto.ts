import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  registerDecorator,
  ValidateNested,
} from 'class-validator';
import { inTwelveDigits, isIdentityNumber } from '../../vault/identity-number.js';
import { ProfileFactsDto } from './profile-facts.dto.js';

function IsIdentityNumber(): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name: 'isIdentityNumber',
      target: target.constructor,
      propertyName: propertyName as string,
      validator: {
        validate: isIdentityNumber,
        // The value is personal: it is never repeated.
        defaultMessage: () => 'must be a personal identity number or co-ordination number with a right check digit',
      },
    });
}

const InTwelveDigits = () => Transform(({ value }: { value: unknown }) => inTwelveDigits(value));

export class ResolveDto {
  @ApiProperty({ example: '19121212-1212' })
  @InTwelveDigits()
  @IsIdentityNumber()
  personnummer!: string;
}

export class ResolveAnswer {
  @ApiProperty({ format: 'uuid', description: 'The pseudonymous id; it does not tell whether the person was known.' })
  candidate!: string;
}

export class IdentityDto {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  @ApiProperty({ required: false, description: 'Left out for persons without a number.' })
  @IsOptional()
  @InTwelveDigits()
  @IsIdentityNumber()
  personnummer?: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsEmail()
  @MaxLength(200)
  email?: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  phone?: string;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(300)
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
}

export class LinkEvidenceDto {
  @ApiProperty()
  @IsBoolean()
  yes!: boolean;
}
