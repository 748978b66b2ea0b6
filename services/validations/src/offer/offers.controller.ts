import { type Actor, CurrentActor, everyRole } from '@lotsen/access';
import { ValidationOffer, ValidationOfferPage } from '@lotsen/api';
import { headed } from '@lotsen/persistence';
import {
  Changes,
  Creates,
  CurrentOrigin,
  CurrentTarget,
  DayListField,
  IdField,
  IdParam,
  MunicipalityListField,
  NumberField,
  type Origin,
  PageQuery,
  Reads,
  type Target,
  TextField,
  WordField,
  YesNoField,
} from '@lotsen/platform';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { type OfferContent, withdraw } from './offer.js';
import { OfferStore } from './offer.store.js';
import { Offers } from './offers.js';

const openTo = ['home-municipality', 'cooperation-area', 'all'] as const;

export class OfferDto {
  @TextField(300)
  title!: string;

  @IdField('profile', { description: 'The validation profile that it assesses by.' })
  profile!: string;

  @MunicipalityListField(50)
  places?: string[];

  @YesNoField('Can be done from anywhere.')
  remote?: boolean;

  @YesNoField('Comes to a place where enough people ask for it.')
  travelling?: boolean;

  @NumberField(1, 1000, { optional: true, description: 'How many have to ask before it travels.' })
  fewest?: number;

  @DayListField(50)
  starts?: string[];

  @NumberField(1, 200, { description: 'How many weeks it takes.' })
  weeks!: number;

  @NumberField(1, 10_000)
  seats!: number;

  @WordField(openTo, {
    optional: true,
    description: "Whoever it is not open to needs the home municipality's decision.",
  })
  openTo?: (typeof openTo)[number];

  @MunicipalityListField(290)
  municipalities?: string[];

  @YesNoField('Plainly demo data.')
  demo?: boolean;
}

const contentOf = (dto: OfferDto): OfferContent => ({
  title: dto.title,
  profile: dto.profile,
  places: dto.places ?? [],
  remote: dto.remote ?? false,
  travelling: dto.travelling ?? false,
  fewest: dto.fewest ?? null,
  starts: [...(dto.starts ?? [])].sort(),
  weeks: dto.weeks,
  seats: dto.seats,
  openTo: dto.openTo ?? 'all',
  municipalities: dto.municipalities ?? [],
  demo: dto.demo ?? false,
});

const centres = { 'learning-centre': 'own' } as const;

@ApiTags('validation offers')
@Controller('v1/validations/offers')
export class OffersController {
  constructor(
    private readonly offers: Offers,
    private readonly store: OfferStore,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Publishes an offer of validation: where, when, and for whom.' })
  @Creates(centres)
  publish(@Body() dto: OfferDto, @CurrentOrigin() origin: Origin) {
    return this.offers.publish(contentOf(dto), origin);
  }

  @Put(':id')
  @ApiOperation({ summary: 'Changes an offer of validation.' })
  @Changes(centres)
  change(@CurrentTarget() target: Target, @Body() dto: OfferDto) {
    return this.offers.change(target, contentOf(dto));
  }

  @Post(':id/withdraw')
  @ApiOperation({ summary: 'Withdraws an offer of validation.' })
  @Changes(centres)
  withdraw(@CurrentTarget() target: Target) {
    return this.store.change(target, withdraw);
  }

  @Get()
  @ApiOperation({
    summary: 'Lists the offers of validation.',
    description: 'They are public among those who take part.',
  })
  @Reads(everyRole('any'), ValidationOfferPage)
  page(@Query() query: PageQuery, @CurrentActor() actor: Actor) {
    return this.store.list(query, actor, headed);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Shows an offer of validation.' })
  @Reads(everyRole('any'), ValidationOffer)
  get(@IdParam() id: string, @CurrentActor() actor: Actor) {
    return this.store.show(id, actor, headed);
  }
}
