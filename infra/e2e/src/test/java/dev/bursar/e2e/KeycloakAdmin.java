package dev.bursar.e2e;

import java.net.URI;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an administrator of Keycloak does to the people of the realm that signs Bursar's in. */
final class KeycloakAdmin {
    private static final String REALM = "bursar";

    private final URI url;
    private final String secret;
    private final RestClient http;

    KeycloakAdmin(URI url, String secret) {
        this.url = url;
        this.secret = secret;
        this.http = RestClient.create(url.toString());
    }

    /** The issuer. */
    URI realm() {
        return url.resolve("/realms/" + REALM);
    }

    /** Ends everything that this person is signed in to. */
    void signOut(String email) {
        http.post()
                .uri(user(email) + "/logout")
                .header("Authorization", "Bearer " + token())
                .retrieve()
                .toBodilessEntity();
    }

    void disable(String email) {
        ObjectNode person = (ObjectNode) find(email);
        person.put("enabled", false);
        http.put()
                .uri("/admin/realms/" + REALM + "/users/" + person.path("id").asString())
                .header("Authorization", "Bearer " + token())
                .contentType(MediaType.APPLICATION_JSON)
                .body(person.toString())
                .retrieve()
                .toBodilessEntity();
    }

    private String user(String email) {
        return "/admin/realms/" + REALM + "/users/" + find(email).path("id").asString();
    }

    private JsonNode find(String email) {
        String found = http.get()
                .uri("/admin/realms/" + REALM + "/users?exact=true&email={email}", email)
                .header("Authorization", "Bearer " + token())
                .retrieve()
                .body(String.class);
        JsonNode people = House.JSON.readTree(String.valueOf(found));
        if (people.size() != 1) {
            throw new AssertionError(email + " in " + REALM + ": " + people);
        }
        return people.path(0);
    }

    private String token() {
        LinkedMultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.put("grant_type", List.of("client_credentials"));
        form.put("client_id", List.of("bursar-bootstrap"));
        form.put("client_secret", List.of(secret));
        String answer = http.post()
                .uri("/realms/master/protocol/openid-connect/token")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(String.class);
        return House.JSON.readTree(String.valueOf(answer)).path("access_token").asString();
    }

    @Override
    public String toString() {
        return "KeycloakAdmin[" + url + "]";
    }
}
