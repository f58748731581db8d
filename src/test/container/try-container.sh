#!/usr/bin/env bash
# Builds the image of the Dockerfile from the built jar and runs it as the manifests say, against the stand-in API and a
# PostgreSQL: needs `./mvnw package`, a Docker engine on this machine, and nothing from a registry but its base image.
#   JAVA_IMAGE   the base image, if not the Dockerfile's
#   TEST_POSTGRES, TEST_POSTGRES_IMAGE   as for all tests
#   MAVEN        what runs the tests, if not ./mvnw ("mvn -o" without internet access)
set -euo pipefail
cd "$(dirname "$0")/../../.."

export IMAGE=${IMAGE:-image-inventory:try}
version=$(sed -n 's|^    <version>\(.*\)</version>|\1|p' pom.xml)
arguments=(--tag "$IMAGE" --build-arg "VERSION=$version" --build-arg "REVISION=$(git rev-parse HEAD 2>/dev/null || echo unknown)")
if [ -n "${JAVA_IMAGE:-}" ]; then
    arguments+=(--build-arg "JAVA_IMAGE=$JAVA_IMAGE")
fi
docker build "${arguments[@]}" .
# shellcheck disable=SC2086
${MAVEN:-./mvnw} -B -ntp -Pcontainer test
