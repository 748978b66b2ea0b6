export { ByCalendar } from './by-calendar.js';
export { ChangeFeed } from './change-feed.js';
export { Reread } from './reread.js';
export { Turns } from './turns.js';
