-- Which files of public facts were taken over already, by the SHA-256 of their content.
CREATE TABLE catalog_import (
    content_hash text PRIMARY KEY,
    imported_at  timestamptz NOT NULL
);

GRANT SELECT, INSERT ON catalog_import TO ${appRole};
