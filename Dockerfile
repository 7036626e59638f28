# Builds both programs, and an image with nothing but them and the libraries that they need.
FROM swift:6.1-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-dev liblz4-dev libdnnl-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /globenc
COPY . .
RUN scripts/install.sh /usr/local

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-0 liblz4-1 libdnnl2 libgomp1 libstdc++6 && rm -rf /var/lib/apt/lists/*
COPY --from=build /usr/local/bin/globenc-index /usr/local/bin/globenc-query /usr/local/bin/
USER nobody
EXPOSE 8042
ENTRYPOINT ["globenc-index"]
CMD ["--help"]
