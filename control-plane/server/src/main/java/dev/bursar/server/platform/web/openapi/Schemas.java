package dev.bursar.server.platform.web.openapi;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON schemas of the records that the operations speak in, each once, under {@code #/components/schemas}. */
final class Schemas {
    private final Map<String, Object> named = new TreeMap<>();
    private final Examples examples;

    Schemas(Examples examples) {
        this.examples = examples;
    }

    Map<String, Object> named() {
        return named;
    }

    /** @param closed no further members: what comes from a client */
    Map<String, Object> of(Type type, boolean closed) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic, closed);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return reference(plain, name(plain), null, closed);
        }
        return new LinkedHashMap<>(scalar(plain));
    }

    private Map<String, Object> ofGeneric(ParameterizedType type, boolean closed) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type argument = type.getActualTypeArguments()[0];
        if (List.class.isAssignableFrom(raw)) {
            return new LinkedHashMap<>(Map.of("type", "array", "items", of(argument, closed)));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return new LinkedHashMap<>(Map.of("type", "object"));
        }
        return reference(raw, name((Class<?>) argument) + name(raw), argument, closed);
    }

    private static Map<String, Object> scalar(Class<?> type) {
        if (type == UUID.class) {
            return Map.of("type", "string", "format", "uuid");
        }
        if (type == OffsetDateTime.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (type == long.class || type == Long.class) {
            return Map.of("type", "integer", "format", "int64");
        }
        if (type == int.class || type == Integer.class) {
            return Map.of("type", "integer", "format", "int32");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        return type == String.class ? Map.of("type", "string") : Map.of();
    }

    private Map<String, Object> reference(Class<?> type, String name, @Nullable Type argument, boolean closed) {
        if (!named.containsKey(name)) {
            named.put(name, Map.of());
            named.put(name, object(type, argument, closed));
        }
        return new LinkedHashMap<>(Map.of("$ref", "#/components/schemas/" + name));
    }

    private Map<String, Object> object(Class<?> type, @Nullable Type argument, boolean closed) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), property(component, argument, closed));
            if (!nullable(component.getAnnotatedType())) {
                required.add(component.getName());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (closed) {
            schema.put("additionalProperties", false);
        }
        if (argument == null) {
            examples.of(type).ifPresent(example -> schema.put("examples", List.of(example)));
        }
        return schema;
    }

    private Map<String, Object> property(RecordComponent component, @Nullable Type argument, boolean closed) {
        Type type = component.getGenericType();
        if (argument != null && type instanceof ParameterizedType) {
            return new LinkedHashMap<>(Map.of("type", "array", "items", of(argument, closed)));
        }
        Map<String, Object> schema = of(type, closed);
        constrain(schema, component);
        return schema;
    }

    private static void constrain(Map<String, Object> schema, RecordComponent component) {
        Field field = field(component);
        boolean array = "array".equals(schema.get("type"));
        Size size = field.getAnnotation(Size.class);
        if (size != null) {
            schema.put(array ? "maxItems" : "maxLength", size.max());
            if (size.min() > 0) {
                schema.put(array ? "minItems" : "minLength", size.min());
            }
        }
        if (field.isAnnotationPresent(NotBlank.class)) {
            schema.put("minLength", 1);
        }
        Pattern pattern = field.getAnnotation(Pattern.class);
        if (pattern != null) {
            schema.put("pattern", "^(" + pattern.regexp() + ")$");
        }
    }

    private static Field field(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("a record has a field for each component", e);
        }
    }

    static boolean nullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    /** {@code Me.Membership} becomes {@code MeMembership}. */
    private static String name(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return around == null ? type.getSimpleName() : name(around) + type.getSimpleName();
    }
}
