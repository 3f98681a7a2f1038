# The static program and nothing else. Built by the release workflow from its archives; by hand, with the program beside it:
#   docker build --build-arg TARGETPLATFORM=. -t chanlint -f Dockerfile FOLDER
#   docker run --rm -v "$PWD:/work" chanlint
FROM scratch
ARG TARGETPLATFORM
COPY ${TARGETPLATFORM}/cargo-chanlint /cargo-chanlint
WORKDIR /work
ENTRYPOINT ["/cargo-chanlint"]
