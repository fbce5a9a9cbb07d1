package dev.bursar.server.access;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.identity.Accounts;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Makes people who can sign in, through the doors that everybody uses. */
public final class People {
    private final DemoServer server;
    final String organization;

    public People(DemoServer server, String organizationId) {
        this.server = server;
        this.organization = "/admin/v1/organizations/" + organizationId;
    }

    /** Somebody with a login and no organization. */
    public Client stranger(String email) {
        String password = "a-password-of-" + email;
        server.bean(Accounts.class).put(subject(email), email, "Stranger " + email, password);
        Answer answer = server.withToken(null)
                .post("/issuer/token", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
        return server.withToken(answer.json().path("access_token").asString());
    }

    /** The same person for the same address, however often they sign in. */
    private static String subject(String email) {
        return UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Somebody who was invited by this client with these roles, as JSON, and has joined. */
    public Joined joined(Client inviter, String email, String roles) {
        Answer invited =
                inviter.post(organization + "/invitations", "{\"email\":\"" + email + "\",\"roles\":[" + roles + "]}");
        if (invited.status() != 201) {
            throw new IllegalStateException(invited.body());
        }
        Client client = stranger(email);
        Answer accepted = client.post(
                organization + "/invitations/accept",
                "{\"token\":\"" + invited.json().path("token").asString() + "\"}");
        if (accepted.status() != 200) {
            throw new IllegalStateException(accepted.body());
        }
        return new Joined(client, accepted.json().path("id").asString());
    }

    /** An organization admin who was invited and has joined. */
    public Client admin(Client inviter, String email) {
        return joined(inviter, email, role("organization_admin", "")).client();
    }

    /** Somebody with a custom role over the organization who was invited and has joined. */
    public Client holding(Client inviter, String email, String roleId) {
        return joined(inviter, email, "{\"roleId\":\"" + roleId + "\"}").client();
    }

    String unit(Client admin, String name, String parent) {
        String in = parent.isEmpty() ? "" : ",\"parentId\":\"" + parent + "\"";
        Answer made = admin.post(organization + "/units", "{\"kind\":\"team\",\"name\":\"" + name + "\"" + in + "}");
        if (made.status() != 201) {
            throw new IllegalStateException(made.body());
        }
        return made.json().path("id").asString();
    }

    static String role(String role, String unit) {
        return "{\"role\":\"" + role + "\"" + (unit.isEmpty() ? "" : ",\"unitId\":\"" + unit + "\"") + "}";
    }

    public record Joined(Client client, String id) {}
}
