package dev.bursar.server.identity.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * Goes through sign-in pages as a person's browser does: cookies, redirects, forms. Cookies that are marked as secure are
 * sent to loopback addresses too, as browsers do.
 */
final class Browser {
    private static final int MOST_STEPS = 40;
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern INPUT = Pattern.compile("<input[^>]*>", Pattern.CASE_INSENSITIVE);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Place, String> cookies = new HashMap<>();

    /** Two realms give their cookies the same names. */
    private record Place(String host, String path, String name) {}

    record Page(URI at, int status, String body) {}

    /**
     * @param until the address that this sign-in is about: it is not opened
     * @param fill what to write into the form's fields, by the page
     */
    URI follow(URI from, String until, Function<Page, Map<String, String>> fill) {
        URI next = from;
        Map<String, String> form = null;
        for (int step = 0; step < MOST_STEPS; step++) {
            if (next.toString().startsWith(until)) {
                return next;
            }
            HttpResponse<String> answer = send(next, form);
            var location = answer.headers().firstValue("location");
            form = null;
            if (location.isPresent()) {
                next = next.resolve(location.get());
                continue;
            }
            Page page = new Page(next, answer.statusCode(), answer.body());
            Matcher action = FORM.matcher(page.body());
            if (!action.find()) {
                throw new AssertionError("no form at " + next + ": " + text(page.body()));
            }
            form = new LinkedHashMap<>(hidden(page.body()));
            form.putAll(fill.apply(page));
            next = next.resolve(HtmlUtils.htmlUnescape(action.group(1)));
        }
        throw new AssertionError("the sign-in goes in circles at " + next);
    }

    /** Without tags. */
    static String text(String html) {
        return html.replaceAll("(?s)<(script|style).*?</\\1>", " ")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ");
    }

    private HttpResponse<String> send(URI to, @org.jspecify.annotations.Nullable Map<String, String> form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(to).header("accept", "text/html");
        String host = to.getAuthority();
        String held = cookies.entrySet().stream()
                .filter(c -> c.getKey().host().equals(host)
                        && to.getPath().startsWith(c.getKey().path()))
                .map(c -> c.getKey().name() + "=" + c.getValue())
                .collect(Collectors.joining("; "));
        if (!held.isEmpty()) {
            request.header("cookie", held);
        }
        if (form != null) {
            request.header("content-type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form(form)));
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("set-cookie").forEach(c -> keep(host, c));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String host, String cookie) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        Matcher path =
                Pattern.compile(";\\s*path=([^;]+)", Pattern.CASE_INSENSITIVE).matcher(cookie);
        Place place = new Place(host, path.find() ? path.group(1) : "/", pair[0]);
        if (pair[1].isEmpty()) {
            cookies.remove(place);
        } else {
            cookies.put(place, pair[1]);
        }
    }

    private static Map<String, String> hidden(String html) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher input = INPUT.matcher(html);
        while (input.find()) {
            String tag = input.group();
            if (tag.toLowerCase(java.util.Locale.ROOT).contains("type=\"hidden\"")) {
                attribute(tag, "name")
                        .ifPresent(name -> fields.put(
                                name,
                                HtmlUtils.htmlUnescape(attribute(tag, "value").orElse(""))));
            }
        }
        return fields;
    }

    private static java.util.Optional<String> attribute(String tag, String name) {
        Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE)
                .matcher(tag);
        return value.find() ? java.util.Optional.of(value.group(1)) : java.util.Optional.empty();
    }

    static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
