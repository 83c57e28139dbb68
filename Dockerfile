# The command with all formats of bulk runs, in an image without a compiler or a cache.
#
#   docker build -t cleantext .
#   docker run --rm -v "$PWD:/data" cleantext article.txt
#   docker run --rm -v "$PWD:/data" -u "$(id -u):$(id -g)" cleantext run news -o clean
# Output files belong to the user that `-u` names.
FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN pip wheel --no-cache-dir --wheel-dir /wheels ".[bulk,parquet,warc]"

FROM python:3.13-slim
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links /wheels "cleantext-articles[bulk,parquet,warc]"
RUN useradd --create-home cleantext
USER cleantext
WORKDIR /data
ENTRYPOINT ["cleantext"]
