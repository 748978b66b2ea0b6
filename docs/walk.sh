#!/usr/bin/env bash
# The main job step by step, as the README shows it, against a Lotsen that runs with its demo users (npm start).
set -euo pipefail
cd "$(dirname "$0")/.."
url=${LOTSEN_URL:-http://127.0.0.1:4700}
lotsen() { npx lotsen --language en "$@"; }
# post ROLE PATH BODY [HEADER]: calls the API as a demo user, and prints the answer.
post() {
  curl -sS --fail-with-body -X POST "$url$2" -H "authorization: Bearer $(lotsen login --demo "$1" --print-token)" \
    -H 'content-type: application/json' -H 'accept-language: en' ${4:+-H "$4"} -d "$3"
}
field() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1"; }

echo "# 1. An officer registers a care assistant in Lycksele: 72 months, licence B and car, at most 60 minutes to work."
person=$(post officer /v1/candidates '{
  "identity": { "name": "Demoperson Lycksele" }, "linksEvidence": true,
  "facts": { "home": "2481", "maxCommuteMinutes": 60, "drivesToWork": true, "drivingLicences": ["B"],
             "experience": [{ "occupation": "4zLr_jP5_peZ", "months": 72, "lastYear": 2026 }] } }' | field id)
post officer "/v1/candidates/$person/share" '{ "with": "00000000-0000-4000-8000-000000000003" }' 'if-match: "1"' > /dev/null
echo "person $person, shared with the learning centre"

echo "# 2. An employer publishes a vacancy: assistant nurse in home care, in Lycksele."
vacancy=$(post employer /v1/vacancies '{
  "title": "Undersköterska, hemtjänsten", "employer": { "name": "Demokommunen" },
  "occupation": "bSEB_VKd_Ub3", "place": "2481", "demo": true }' | field id)
echo "vacancy $vacancy"
lotsen login --demo officer
sleep 1

echo "# 3. How does the person stand, and why?"
lotsen matches candidate "$person" --limit 3
lotsen matches candidate "$person" --only "$vacancy"

echo "# 4. A learning centre logs a validation outcome: home care, in full."
profile=$(curl -sS "$url/v1/validations/profiles" -H "authorization: Bearer $(lotsen login --demo learning-centre --print-token)" |
  field "items.find((p) => p.name === 'Demo: Vård och omsorg, grund').id")
outcome=$(post learning-centre /v1/validations/outcomes "{
  \"candidate\": \"$person\", \"profile\": \"$profile\", \"result\": \"certificate\",
  \"units\": [{ \"unit\": \"DEMO-VO-4\", \"extent\": \"full\" }, { \"unit\": \"DEMO-VO-2\", \"extent\": \"part\" }],
  \"assessedOn\": \"2026-11-01\" }" | field id)
echo "outcome $outcome"

echo "# 5. The list has changed, and says by which record."
token=$(lotsen login --demo officer --print-token)
curl -sS -o /dev/null "$url/v1/matching/candidates/$person/vacancies?min-version=$outcome:1" -H "authorization: Bearer $token"
lotsen matches candidate "$person" --only "$vacancy" --explain

echo "# 6. The outcome is withdrawn: the former standing is back."
post learning-centre "/v1/validations/outcomes/$outcome/withdraw" '{}' 'if-match: "1"' > /dev/null
curl -sS -o /dev/null "$url/v1/matching/candidates/$person/vacancies?min-version=$outcome:2" -H "authorization: Bearer $token"
lotsen matches candidate "$person" --only "$vacancy"
