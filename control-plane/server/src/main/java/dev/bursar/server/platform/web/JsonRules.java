package dev.bursar.server.platform.web;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON is taken at its word: unknown and repeated members, numbers in quotes, text where a number belongs, and
 * characters that no database can hold are refused, never guessed at.
 */
@Configuration(proxyBeanMethods = false)
class JsonRules {
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return builder -> {
            builder.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .addModule(new SimpleModule("bursar text").addDeserializer(String.class, new Text()));
            builder.withCoercionConfig(LogicalType.Textual, text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            });
        };
    }

    /**
     * What clients send is read more strictly than what is stored here: their texts become names that people tell each
     * other apart by.
     */
    @Bean
    ServerHttpMessageConvertersCustomizer visibleTexts(JsonMapper json) {
        JsonMapper bodies = json.rebuild()
                .addModule(new SimpleModule("visible text").addDeserializer(String.class, new VisibleText()))
                .build();
        return converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(bodies));
    }

    /** Somewhere in a text there is what nobody sees. */
    static final class HiddenText extends InvalidFormatException {
        private static final long serialVersionUID = 1L;

        private HiddenText(JsonParser parser) {
            super(parser, "text with a character that nobody sees", "", String.class);
        }
    }

    private static final class VisibleText extends StringDeserializer {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            String text = super.deserialize(parser, context);
            if (text != null && !(Texts.storable(text) && Texts.visible(text))) {
                throw new HiddenText(parser);
            }
            return text;
        }
    }

    /** Refuses U+0000 and half surrogates: PostgreSQL stores neither. */
    private static final class Text extends StringDeserializer {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            String text = super.deserialize(parser, context);
            if (text != null && !Texts.storable(text)) {
                throw InvalidFormatException.from(
                        parser, "text with a character that cannot be stored", "", String.class);
            }
            return text;
        }
    }
}
