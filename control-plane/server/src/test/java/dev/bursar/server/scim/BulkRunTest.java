package dev.bursar.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.scim.BulkRun.Outcome;
import dev.bursar.server.scim.protocol.ScimException;
import dev.bursar.server.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In which order, how far and how long; what an operation does is a fake's business. */
class BulkRunTest {
    private final TestClock clock = new TestClock(Instant.EPOCH);
    private final List<String> done = new ArrayList<>();

    @Test
    void beginsNothingMoreAfterItsTime() {
        JsonNode results = run("""
                {'method':'POST','path':'/Users','bulkId':'a','data':{}},
                {'method':'POST','path':'/Users','bulkId':'slow','data':{}},
                {'method':'POST','path':'/Users','bulkId':'c','data':{}}""");
        assertThat(results.findValuesAsString("bulkId")).containsExactly("a", "slow", "c");
        assertThat(results.path(1).path("status").asString()).isEqualTo("201");
        assertThat(results.path(2).path("status").asString()).isEqualTo("503");
        assertThat(done).containsExactly("a", "slow");
    }

    @Test
    void makesFirstWhatIsReferredToAndKeepsTheOrderOtherwise() {
        run("""
                {'method':'POST','path':'/Groups','bulkId':'g','data':{'members':[{'value':'bulkId:y'}]}},
                {'method':'POST','path':'/Users','bulkId':'x','data':{}},
                {'method':'POST','path':'/Users','bulkId':'y','data':{'manager':{'value':'bulkId:z'}}},
                {'method':'POST','path':'/Users','bulkId':'z','data':{'title':'bulkId:x'}}""");
        assertThat(done).containsExactly("z", "y", "g", "x");
    }

    @Test
    void failsWhatRefersToAFailureHoweverFarAway() {
        JsonNode results = run("""
                {'method':'POST','path':'/Groups','bulkId':'1','data':{'members':[{'value':'bulkId:2'}]}},
                {'method':'POST','path':'/Users','bulkId':'2','data':{'manager':{'value':'bulkId:bad'}}},
                {'method':'POST','path':'/Users','bulkId':'bad','data':{}}""");
        List<String> statuses = new ArrayList<>();
        results.forEach(result -> statuses.add(result.path("status").asString()));
        assertThat(statuses).containsExactly("409", "409", "400");
        assertThat(done).isEmpty();
    }

    private JsonNode run(String operations) {
        JsonNode body = JsonMapper.builder()
                .build()
                .readTree(("{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':["
                                + operations + "]}")
                        .replace('\'', '"'));
        return new BulkRun(BulkRequest.read(body), this::work, new ScimAddress.Of("https://x"), UUID::randomUUID, clock)
                .run();
    }

    private Outcome work(BulkOperation operation, UUID id) {
        String name = String.valueOf(operation.bulkId());
        if (name.equals("bad")) {
            throw ScimException.of(400, "bad");
        }
        if (name.equals("slow")) {
            clock.advance(BulkRun.LONGEST.plus(Duration.ofSeconds(1)));
        }
        done.add(name);
        return new Outcome(201, "https://x/" + id, OptionalLong.of(1));
    }
}
