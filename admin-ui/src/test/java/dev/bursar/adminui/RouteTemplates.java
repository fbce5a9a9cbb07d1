package dev.bursar.adminui;

import com.vaadin.flow.router.RouteBaseData;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Addresses of the console's pages, from Vaadin's own registry: a new page is among them at once. */
final class RouteTemplates {
    private static final Pattern PARAMETER = Pattern.compile(":([a-zA-Z]+)(\\?)?(\\*)?(?:\\(([^)]*)\\))?");

    private RouteTemplates() {}

    static List<String> of(List<? extends RouteBaseData<?>> routes) {
        return routes.stream().map(RouteBaseData::getTemplate).sorted().toList();
    }

    /** With a value for each parameter; what is optional is left out, and once more put in. */
    static Stream<String> filled(String template, Function<String, String> value) {
        return template.contains("?")
                ? Stream.of(fill(template, value, false), fill(template, value, true))
                : Stream.of(fill(template, value, true));
    }

    private static String fill(String template, Function<String, String> value, boolean optional) {
        return Stream.of(template.split("/"))
                .map(segment -> segment(segment, value, optional))
                .filter(segment -> !segment.isEmpty())
                .collect(Collectors.joining("/"));
    }

    private static String segment(String segment, Function<String, String> value, boolean optional) {
        Matcher parameter = PARAMETER.matcher(segment);
        if (!parameter.matches()) {
            return segment;
        }
        if (parameter.group(2) != null && !optional) {
            return "";
        }
        String choice = parameter.group(4);
        return choice != null && choice.matches("[a-z|-]+") ? choice.split("\\|")[0] : value.apply(parameter.group(1));
    }
}
