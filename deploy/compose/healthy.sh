#!/bin/bash
# healthy.sh PORT: whether the service at that port of this container is ready. It runs every few seconds, so it needs
# neither curl nor a start of Node.
exec 3<> "/dev/tcp/127.0.0.1/$1" && printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3 &&
  read -r _ status _ <&3 && [ "$status" = 200 ]
