# One image for the six services and the lotsen command; the command says which one a container is.
FROM node:24-bookworm-slim AS manifests
WORKDIR /lotsen
COPY . .
# Packages are installed from these files alone, so a change of code installs nothing anew.
RUN find . -type f ! -name package.json ! -name package-lock.json -delete && find . -type d -empty -delete && chmod -R a+rX .

FROM node:24-bookworm-slim AS installed
WORKDIR /lotsen
COPY --from=manifests /lotsen .
# No tools of development and, what is optional here, no embedded database.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM installed AS packages
# Types, maps and prose serve nobody at run time.
RUN find . -type f \( -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.map' -o -name '*.md' \) -delete

FROM installed AS build
# Of the tools of development only what compiling takes, as the lock file has it: the compiler, and types.
RUN node -e "const p = require('./package.json'); for (const name in p.devDependencies) \
    if (!/^(typescript-7$|@types\/)/.test(name)) delete p.devDependencies[name]; \
    require('fs').writeFileSync('package.json', JSON.stringify(p))" \
  && npm install --ignore-scripts --no-save --no-audit --no-fund
COPY . .
# All workspaces that run are references of the command. The image's user may read all of it, whatever the clone's own modes are.
RUN node_modules/typescript-7/bin/tsc -b cli && chmod -R a+rX libs services cli deploy \
  && rm -rf node_modules */*/node_modules libs/*/src services/*/src cli/src \
  && find libs services cli -type f \( -name '*.d.ts' -o -name '*.map' -o -name '*.tsbuildinfo' -o -name 'tsconfig*.json' \) -delete

FROM node:24-bookworm-slim
WORKDIR /lotsen
# A named volume takes the owner of the folder that it is mounted on.
RUN ln -s /lotsen/cli/bin/lotsen.js /usr/local/bin/lotsen \
  && install -d -o node -g node /var/lib/lotsen /var/lib/lotsen/archive /run/secrets/database /run/secrets/vault \
    /run/secrets/release /run/secrets/release-public
COPY --from=packages /lotsen .
COPY --from=build /lotsen/libs libs
COPY --from=build /lotsen/services services
COPY --from=build /lotsen/cli cli
COPY --from=build /lotsen/deploy deploy
USER node
# All else is read-only: the command keeps in /tmp who is signed in.
ENV LOTSEN_HOST=0.0.0.0 LOTSEN_DATA=/var/lib/lotsen HOME=/tmp
CMD ["lotsen", "--help"]
