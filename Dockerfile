# One image for all of Tradepages' services: Airflow, the DAG and the code that its tasks call.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt ./
# uv by pip, then all the rest by uv, each file checked against the hashes of the lock file.
RUN python -m venv .venv \
    && sed -n '/^uv==/,/[^\\]$/p' requirements.txt > /tmp/uv.txt \
    && .venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r /tmp/uv.txt \
    && .venv/bin/uv pip sync --no-cache --python .venv/bin/python --require-hashes --compile-bytecode requirements.txt
COPY . .
RUN .venv/bin/uv pip install --no-cache --python .venv/bin/python --no-deps --no-build-isolation --editable . \
    && .venv/bin/python -m compileall -q ingest expectations reports

FROM python:3.11-slim-bookworm
# A user without a shell or a home; the volumes take over the owner of these folders.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin tradepages \
    && install -d -o tradepages -g tradepages /data /logs
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    TRADEPAGES_HOME=/data \
    AIRFLOW_HOME=/tmp/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/app/dags \
    AIRFLOW__LOGGING__BASE_LOG_FOLDER=/logs
USER tradepages
CMD ["airflow", "version"]
