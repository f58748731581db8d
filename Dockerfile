# The container image of the job. It copies the jar that `./mvnw package` builds:
#   docker build -t registry.example/image-inventory:0.1.0 .
#
# A tag can change, a digest cannot. `docker pull eclipse-temurin:25-jre` prints the current digest:
#   docker build --build-arg JAVA_IMAGE=eclipse-temurin:25-jre@sha256:… .
# You can use any image with Java 25 that has `java` on its PATH and, for the build only, /bin/sh.
ARG JAVA_IMAGE=eclipse-temurin:25-jre

FROM ${JAVA_IMAGE} AS layers
WORKDIR /build
COPY target/image-inventory.jar .
RUN java -Djarmode=tools -jar image-inventory.jar extract --layers --destination extracted

# Layers that change rarely come first. A push sends only new layers.
FROM ${JAVA_IMAGE} AS program
WORKDIR /app
COPY --from=layers /build/extracted/dependencies/ ./
COPY --from=layers /build/extracted/spring-boot-loader/ ./
COPY --from=layers /build/extracted/snapshot-dependencies/ ./
COPY --from=layers /build/extracted/application/ ./

# Records the AOT cache: loaded and linked classes, so that a job sends its first request after a third of the time. The
# recording runs doctor, which finds neither database nor API here and so exits with 1. The JVM, its flags and the files
# must be the same as below. Otherwise the JVM does not use the cache.
FROM program AS cache
RUN java -XX:AOTCacheOutput=image-inventory.aot -Xlog:disable -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
        -Dspring.datasource.url=jdbc:postgresql://127.0.0.1:1/none -Dspring.datasource.hikari.connection-timeout=250 \
        -Dinventory.regions=cn-shanghai -Dinventory.endpoints.cn-shanghai=http://127.0.0.1:1 \
        -Dinventory.api.retry-budget=1ms -Dalibabacloud.accessKeyId=none -Dalibabacloud.accessKeySecret=none \
        -jar image-inventory.jar doctor \
    || test -s image-inventory.aot

FROM program
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="image-inventory" \
      org.opencontainers.image.description="Keeps a PostgreSQL inventory, with history, of Alibaba Cloud App Streaming images" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=cache /app/image-inventory.aot ./
# A number, because Kubernetes cannot check from a name that the user is not root. The user owns and writes no file.
USER 65532:65532
# The heap gets half of the memory limit; the rest is for threads, classes and buffers. The serial collector and the C1
# compiler are enough: the job mostly waits for the API, and ends before the C2 compiler would save time.
# The JVM's own messages go to standard error, because standard output is for results.
ENTRYPOINT ["java", "-XX:AOTCache=/app/image-inventory.aot", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=50", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError", "-Xlog:disable", "-Xlog:all=warning:stderr", "-XX:+DisplayVMOutputToStderr", "-jar", "/app/image-inventory.jar"]
