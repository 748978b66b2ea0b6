#!/usr/bin/env bash
# From a registration to a filled vacancy by `npx lotsen`, each step by the role that does it in life, against a Lotsen that
# runs with its demo users (npm start).
set -euo pipefail
cd "$(dirname "$0")/.."
today=$(date +%F)
later=$(date -d '+30 days' +%F)
# as ROLE NOUN VERB ...: does it as that demo user, and prints what came of it on one line.
as() { npx lotsen --token "$(npx lotsen login --demo "$1" --print-token)" --json "${@:2}"; }
id() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).id"; }

echo "# An officer registers a person; a learning centre takes them through komvux, and logs the outcome."
person=$(as officer person register identity.name=Demoperson linksEvidence:=true facts.home=2481 facts.drivesToWork:=true | id)
as officer person share "$person" with=00000000-0000-4000-8000-000000000003 # the learning centre
opened=$(as learning-centre case open candidate="$person" process=komvux | id)
for stage in admitted assessment certificate; do as learning-centre case advance "$opened" to=$stage; done
profile=$(as officer profile list | node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).items.find((p) => p.name === 'Demo: Vård och omsorg, grund').id")
outcome=$(as learning-centre outcome log candidate="$person" profile="$profile" result=certificate \
  'units:=[{"unit":"DEMO-VO-4","extent":"full"}]' assessedOn="$today" | id)
as learning-centre case complete "$opened" outcome="$outcome"

echo "# An employer posts a place under a supervisor; it is proposed with the person's yes, accepted, and booked of itself."
supervisor=$(as employer supervisor register mark='handledare 1' step:=1 most:=1 | id)
placement=$(as employer placement post kind=arbetspraktik title='Praktik i hemtjänsten' employer.name=Demokommunen \
  occupation=4zLr_jP5_peZ place=2481 start="$today" end="$later" capacity:=1 "supervisors:=[\"$supervisor\"]" \
  'trains:=["xowU_8Wu_K7C"]' demo:=true | id)
propose() {
  sleep 1
  local proposal
  proposal=$(as officer proposal draft candidate="$person" target.kind="$1" target.id="$2" | id)
  as officer proposal consent "$proposal" how=oral day="$today" > /dev/null
  as officer proposal send "$proposal" 'fields:=["name"]' basis=osl-10-1 until="$later" > /dev/null
  as employer proposal accept "$proposal" > /dev/null
  sleep 1
  echo "$proposal"
}
booking=$(propose placement "$placement")

echo "# What is missing stops the start; agreed on, it starts, is assessed, and what was seen is evidence."
as employer booking start "$booking" || true
as employer booking sign "$booking" party=workplace how=paper day="$today"
as officer booking sign "$booking" party=officer how=electronic day="$today"
as employer booking assign "$booking" supervisor="$supervisor"
as officer booking agree "$booking" insurer.kind=state insurer.reference=F-1 riskAssessedOn="$today" confidentialityOn="$today"
as employer booking start "$booking"
as supervisor booking end "$booking" result=completed ledToJob:=true
as supervisor booking confirm-skills "$booking" 'skills:=["xowU_8Wu_K7C"]'

echo "# The vacancy: proposed, accepted, filled; the employer learns who it is by the release alone."
vacancy=$(as employer vacancy post title='Vårdbiträde' employer.name=Demokommunen occupation=4zLr_jP5_peZ place=2481 demo:=true | id)
proposal=$(propose vacancy "$vacancy")
as employer release show "$proposal"
as employer proposal end "$proposal" how=hired
as employer vacancy show "$vacancy" | node -p "(({ status, taken, positions }) => ({ status, taken, positions }))(JSON.parse(require('fs').readFileSync(0, 'utf8')))"
as officer person reads "$person" | node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).items.length + ' looks at the person were kept'"
