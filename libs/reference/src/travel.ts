import type { Municipality, TravelEstimate } from './types.js';

const earthRadiusKm = 6371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres between two municipalities' main places. */
function distanceKm(from: Municipality, to: Municipality): number {
  const a =
    Math.sin(radians(to.latitude - from.latitude) / 2) ** 2 +
    Math.cos(radians(from.latitude)) *
      Math.cos(radians(to.latitude)) *
      Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(a));
}

/** Estimated minutes one way, rounded to whole minutes; 0 within a municipality. */
export function travelMinutes(from: Municipality, to: Municipality, byCar: boolean, estimate: TravelEstimate): number {
  const speed = byCar ? estimate.speedKmh : estimate.speedWithoutCarKmh;
  return Math.round((distanceKm(from, to) * estimate.roadFactor * 60) / speed);
}
