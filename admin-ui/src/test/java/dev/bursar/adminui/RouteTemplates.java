package dev.bursar.adminui;

import com.vaadin.flow.router.RouteBaseData;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Addresses of the console's pages, from Vaadin's own registry: a new page is among them at once. */
final class RouteTemplates {
    private static final Pattern PARAMETER = Pattern.compile(":([a-zA-Z]+)(\\?)?(\\*)?(?:\\(([^)]*)\\))?");

    private RouteTemplates() {}

    static List<String> of(List<? extends RouteBaseData<?>> routes) {
        return routes.stream().map(RouteBaseData::getTemplate).sorted().toList();
    }

    /** With a value for each parameter; what is optional is left out, and once more put in; each choice is made. */
    static Stream<String> filled(String template, Function<String, String> value) {
        return Stream.of(template.split("/"))
                .map(segment -> segments(segment, value))
                .reduce(List.of(""), RouteTemplates::each)
                .stream()
                .map(path -> path.substring(1));
    }

    /** Names of things that the path names: neither the organization nor one of a few words. */
    static boolean namesAThing(String template) {
        return Stream.of(template.split("/"))
                .map(PARAMETER::matcher)
                .filter(Matcher::matches)
                .anyMatch(parameter -> !parameter.group(1).equals("organization")
                        && choices(parameter).isEmpty());
    }

    private static List<String> each(List<String> paths, List<String> segments) {
        return paths.stream()
                .flatMap(path -> segments.stream().map(segment -> segment.isEmpty() ? path : path + "/" + segment))
                .toList();
    }

    /** Empty: it is left out. */
    private static List<String> segments(String segment, Function<String, String> value) {
        Matcher parameter = PARAMETER.matcher(segment);
        if (!parameter.matches()) {
            return List.of(segment);
        }
        List<String> choices = choices(parameter);
        List<String> filled = choices.isEmpty() ? List.of(value.apply(parameter.group(1))) : choices;
        return parameter.group(2) == null
                ? filled
                : Stream.concat(Stream.of(""), filled.stream()).toList();
    }

    private static List<String> choices(Matcher parameter) {
        String choice = parameter.group(4);
        return choice != null && choice.matches("[a-z|-]+") ? List.of(choice.split("\\|")) : List.of();
    }
}
