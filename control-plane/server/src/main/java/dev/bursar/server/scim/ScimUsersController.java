package dev.bursar.server.scim;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /Users}. */
@RestController
@RequestMapping(ScimAddress.PATH + "{organizationId}/Users")
class ScimUsersController extends ResourceController {
    ScimUsersController(Frame frame, Users users) {
        super(frame, users);
    }

    @Override
    boolean isShownWhenPatched() {
        return true;
    }
}
