# The image of the job. It takes the jar that `./mvnw package` has built:
#   docker build -t registry.example/image-inventory:0.1.0 .
#
# A tag can be moved to other bytes; a digest cannot. `docker pull eclipse-temurin:25-jre` prints the one of today:
#   docker build --build-arg JAVA_IMAGE=eclipse-temurin:25-jre@sha256:… .
# Any image with a Java 25 will do that has `java` on its PATH and, for the build alone, /bin/sh.
ARG JAVA_IMAGE=eclipse-temurin:25-jre

FROM ${JAVA_IMAGE} AS layers
WORKDIR /build
COPY target/image-inventory.jar .
RUN java -Djarmode=tools -jar image-inventory.jar extract --layers --destination extracted

# From what changes seldom to what changes with each build; a push sends only layers that are new.
FROM ${JAVA_IMAGE} AS program
WORKDIR /app
COPY --from=layers /build/extracted/dependencies/ ./
COPY --from=layers /build/extracted/spring-boot-loader/ ./
COPY --from=layers /build/extracted/snapshot-dependencies/ ./
COPY --from=layers /build/extracted/application/ ./

# What the JVM learned from a doctor that finds neither database nor API here, and ends with 1 for that: classes parsed,
# linked and laid out, so that a job is at its first request in a third of the time. The same JVM, flags and files as
# below, or it would be of no use there.
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
# By number, since Kubernetes cannot see by a name that it is not root. It owns no file and writes none.
USER 65532:65532
# Half of the memory limit is the heap's, the rest is for threads, classes and buffers. One thread collects it and only
# the quick compiler compiles: the job waits for the API most of the time, and is over before the other would pay off.
# The JVM's own messages go to standard error, because standard output is for results.
ENTRYPOINT ["java", "-XX:AOTCache=/app/image-inventory.aot", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=50", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError", "-Xlog:disable", "-Xlog:all=warning:stderr", "-XX:+DisplayVMOutputToStderr", "-jar", "/app/image-inventory.jar"]
