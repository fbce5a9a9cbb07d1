-- What is charged beside tokens of text, so that a request's worst case covers it. Audio rates of 0: as text.
ALTER TABLE catalog_price
    ADD COLUMN audio_input_per_million  bigint NOT NULL DEFAULT 0 CHECK (audio_input_per_million >= 0),
    ADD COLUMN audio_output_per_million bigint NOT NULL DEFAULT 0 CHECK (audio_output_per_million >= 0);
ALTER TABLE model_price
    ADD COLUMN audio_input_per_million  bigint NOT NULL DEFAULT 0 CHECK (audio_input_per_million >= 0),
    ADD COLUMN audio_output_per_million bigint NOT NULL DEFAULT 0 CHECK (audio_output_per_million >= 0),
    ADD COLUMN per_input_image_nanos    bigint NOT NULL DEFAULT 0 CHECK (per_input_image_nanos >= 0),
    ADD COLUMN per_output_image_nanos   bigint NOT NULL DEFAULT 0 CHECK (per_output_image_nanos >= 0),
    ADD COLUMN per_tool_call_nanos      bigint NOT NULL DEFAULT 0 CHECK (per_tool_call_nanos >= 0);

-- Why there is no price, for whoever is refused for it; and whether the provider's max_tokens leaves reasoning out.
ALTER TABLE catalog_model
    ADD COLUMN unpriced_because   text NOT NULL DEFAULT '',
    ADD COLUMN thinks_beyond_limit boolean NOT NULL DEFAULT false;
ALTER TABLE model
    ADD COLUMN unpriced_because   text NOT NULL DEFAULT '' CHECK (length(unpriced_because) <= 300),
    ADD COLUMN thinks_beyond_limit boolean NOT NULL DEFAULT false;

-- The same facts are read anew at the next start, now with all that they say. Prices that organizations took stay.
DELETE FROM catalog_price;
DELETE FROM catalog_import;
