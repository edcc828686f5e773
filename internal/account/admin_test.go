package account

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/gate/gatetest"
	"siil/internal/policy"
	"siil/internal/value"
)

func (w *world) grants(who gate.Actor, id value.ID, role policy.Role) Grant {
	w.t.Helper()
	p, err := w.room.User(context.Background(), who, id)
	if err != nil {
		w.t.Fatal(err)
	}
	i := slices.IndexFunc(p.Grants, func(g Grant) bool { return g.Role == role && g.Until.IsZero() })
	if i < 0 {
		w.t.Fatalf("no role %s", role)
	}
	return p.Grants[i]
}

// A role that opens cases takes two: an administrator who gives it, a coordinator who confirms it. The first coordinator of a zone takes one, and
// only the first.
func TestRolesThatOpenCasesTakeTwo(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		ctx := context.Background()
		w := newWorld(t, w0)
		admin := w.actor(gatetest.Zone, w.add(gatetest.Zone, "ada", policy.Administrator))
		anna, _, err := w.room.CreateUser(ctx, admin, New{Email: "anna@comune.example", GivenName: "Anna", FamilyName: "Uno", Roles: []policy.Role{policy.SocialWorker, policy.Tutor}, Confirmed: true, Password: good})
		if err != nil {
			t.Fatal(err)
		}
		if who := w.actor(gatetest.Zone, anna); len(who.Roles) != 1 || who.Roles[0] != policy.Tutor {
			t.Fatalf("roles before the confirmation: %v", who.Roles)
		}
		first, _, err := w.room.CreateUser(ctx, admin, New{Email: "elena@comune.example", GivenName: "Elena", FamilyName: "Righi", Roles: []policy.Role{policy.Coordinator}})
		if err != nil {
			t.Fatal(err)
		}
		elena := w.actor(gatetest.Zone, first)
		if !elena.Has(policy.Coordinator) {
			t.Fatal("the first coordinator waits for nobody")
		}
		grant := w.grants(admin, anna, policy.SocialWorker)
		for name, who := range map[string]gate.Actor{"administrator": admin, "colleague": w.actor(gatetest.Zone, anna)} {
			if err := w.room.AnswerRole(ctx, who, grant.ID, true); !fault.Is(err, fault.Denied) {
				t.Errorf("%s confirms: %v", name, err)
			}
		}
		if waiting, err := w.room.Confirmations(ctx, elena); err != nil || len(waiting.Roles) != 1 {
			t.Fatalf("%+v, %v", waiting, err)
		}
		if err := w.room.AnswerRole(ctx, elena, grant.ID, true); err != nil {
			t.Fatal(err)
		}
		if !w.actor(gatetest.Zone, anna).Has(policy.SocialWorker) {
			t.Error("confirmed and without effect")
		}
		if err := w.room.AnswerRole(ctx, elena, grant.ID, true); !fault.Is(err, fault.Conflict) {
			t.Errorf("twice: %v", err)
		}
		// Taking the coordinator out of use does not open the way to a friend.
		if err := w.room.Disable(ctx, admin, first); err != nil {
			t.Fatal(err)
		}
		second, _, err := w.room.CreateUser(ctx, admin, New{Email: "due@comune.example", GivenName: "Due", FamilyName: "Due", Roles: []policy.Role{policy.Coordinator}})
		if err != nil || w.actor(gatetest.Zone, second).Has(policy.Coordinator) {
			t.Errorf("the second coordinator is effective at once: %v", err)
		}
		if report, err := w.Verify(ctx, ""); err != nil || !report.OK {
			t.Errorf("log: %+v, %v", report, err)
		}
	})
}

func TestAdministratorsLimits(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		ctx := context.Background()
		w := newWorld(t, w0)
		ada := w.add(gatetest.Zone, "ada", policy.Administrator)
		admin := w.actor(gatetest.Zone, ada)
		elena := w.add(gatetest.Zone, "elena", policy.Coordinator)
		coordinator := w.actor(gatetest.Zone, elena)
		anna := w.add(gatetest.Zone, "anna", policy.SocialWorker)
		foreign := w.add(gatetest.Other, "otto", policy.SocialWorker)

		for name, err := range map[string]error{
			"own role":           w.room.GrantRole(ctx, admin, ada, policy.Director),
			"own end":            w.room.EndRole(ctx, admin, ada, w.grants(admin, ada, policy.Administrator).ID),
			"own change":         w.room.ChangeUser(ctx, admin, ada, Change{GivenName: "A", FamilyName: "B", Email: "a@b.example", Version: 1}),
			"own disabling":      w.room.Disable(ctx, admin, ada),
			"coordinator grants": w.room.GrantRole(ctx, coordinator, anna, policy.Tutor),
			"worker grants":      w.room.GrantRole(ctx, w.actor(gatetest.Zone, anna), elena, policy.Tutor),
			"worker disables":    w.room.Disable(ctx, w.actor(gatetest.Zone, anna), elena),
		} {
			if !fault.Is(err, fault.Denied) {
				t.Errorf("%s: %v", name, err)
			}
		}
		for name, err := range map[string]error{
			"other zone grant":   w.room.GrantRole(ctx, admin, foreign, policy.Tutor),
			"other zone disable": w.room.Disable(ctx, admin, foreign),
			"other zone role":    w.room.EndRole(ctx, admin, anna, value.NewID()),
			"nobody":             w.room.Disable(ctx, admin, value.NewID()),
		} {
			if !fault.Is(err, fault.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if _, err := w.room.ResetPassword(ctx, admin, foreign); !fault.Is(err, fault.NotFound) {
			t.Errorf("other zone password: %v", err)
		}
		bruno := w.add(gatetest.Zone, "bruno", policy.Administrator)
		for _, c := range []struct {
			id   value.ID
			role policy.Role
		}{{bruno, policy.SocialWorker}, {bruno, policy.Coordinator}, {bruno, policy.Secretary}, {anna, policy.Administrator}, {anna, policy.SocialWorker}, {anna, "system"}, {anna, "king"}} {
			if err := w.room.GrantRole(ctx, admin, c.id, c.role); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %v", c.role, err)
			}
		}
		if _, _, err := w.room.CreateUser(ctx, admin, New{Email: "x@comune.example", GivenName: "X", FamilyName: "Y", Roles: []policy.Role{policy.Administrator, policy.HealthWorker}}); !fault.Is(err, fault.Invalid) {
			t.Errorf("both at once: %v", err)
		}
		if _, _, err := w.room.CreateUser(ctx, admin, New{Email: "anna@comune.example", GivenName: "X", FamilyName: "Y"}); !fault.Is(err, fault.Invalid) {
			t.Errorf("address taken: %v", err)
		}
		for _, a := range []policy.Action{policy.CaseList, policy.CaseOpen, policy.PersonRead, policy.NoteRead} {
			if ok, _ := w.Rules().Decide(admin.Principal, a, policy.Resource{Zone: gatetest.Zone, Kind: policy.Case, CaseManager: true, CaseTeam: true, Glass: true, Section: policy.Common}); ok {
				t.Errorf("an administrator may %s", a)
			}
		}
	})
}

// A new password from an administrator leaves the second factor; taking that away needs a second person.
func TestResets(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		ctx := context.Background()
		w := newWorld(t, w0)
		admin := w.actor(gatetest.Zone, w.add(gatetest.Zone, "ada", policy.Administrator))
		bruno := w.actor(gatetest.Zone, w.add(gatetest.Zone, "bruno", policy.Administrator))
		elena := w.actor(gatetest.Zone, w.add(gatetest.Zone, "elena", policy.Coordinator))
		anna := w.add(gatetest.Zone, "anna", policy.SocialWorker)
		b := w.browser("10.0.0.1")
		b.enter("anna")
		oneTime, err := w.room.ResetPassword(ctx, admin, anna)
		if err != nil {
			t.Fatal(err)
		}
		b.expect(b.get("/profilo"), 401, "")
		b.expect(b.post(PathLogin, "email", "anna@comune.example", "password", good), 422, "")
		b.expect(b.post(PathLogin, "email", "anna@comune.example", "password", oneTime), 303, pathCode)
		w.Clock.Add(time.Minute)
		b.expect(b.post(pathCode, "code", w.code()), 303, pathOwn)
		b.expect(b.post(pathOwn, "new", good+" due", "again", good+" due"), 303, "/")
		b.expect(b.get("/profilo"), 200, "")

		ask := func(by gate.Actor) value.ID {
			t.Helper()
			if err := w.room.AskFactorReset(ctx, by, anna); err != nil {
				t.Fatal(err)
			}
			p, err := w.room.User(ctx, by, anna)
			if err != nil || p.FactorReset == "" {
				t.Fatal(err)
			}
			return p.FactorReset
		}
		first := ask(admin)
		if err := w.room.AskFactorReset(ctx, bruno, anna); !fault.Is(err, fault.Conflict) {
			t.Errorf("asked twice: %v", err)
		}
		for name, who := range map[string]gate.Actor{"who asked": admin, "the holder": w.actor(gatetest.Zone, anna)} {
			if err := w.room.AnswerFactorReset(ctx, who, first, true); !fault.Is(err, fault.Denied) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := w.room.AnswerFactorReset(ctx, elena, first, false); err != nil {
			t.Fatal(err)
		}
		b.expect(b.get("/profilo"), 200, "")
		if err := w.room.AnswerFactorReset(ctx, bruno, first, true); !fault.Is(err, fault.Conflict) {
			t.Errorf("answered twice: %v", err)
		}
		second := ask(admin)
		if err := w.room.AnswerFactorReset(ctx, bruno, second, true); err != nil {
			t.Fatal(err)
		}
		b.expect(b.get("/profilo"), 401, "")
		b.expect(b.post(PathLogin, "email", "anna@comune.example", "password", good+" due"), 303, pathFactor)
		if err := w.room.AskFactorReset(ctx, admin, anna); !fault.Is(err, fault.Conflict) {
			t.Errorf("nothing to take away: %v", err)
		}
	})
}

func TestAdministrationPages(t *testing.T) {
	gatetest.Both(t, func(t *testing.T, w0 *gatetest.World) {
		w := newWorld(t, w0)
		w.add(gatetest.Zone, "ada", policy.Administrator)
		w.add(gatetest.Zone, "elena", policy.Coordinator)
		w.add(gatetest.Zone, "anna", policy.SocialWorker)
		ada, elena, anna := w.browser("10.0.0.1"), w.browser("10.0.1.1"), w.browser("10.0.2.1")
		ada.enter("ada")
		elena.enter("elena")
		anna.enter("anna")
		made := ada.post(pathUsers+"/nuovo", "given_name", "Carla", "family_name", "Neri", "email", "carla@comune.example", "roles", "social_worker", "roles", "king", "core", "1", "password", good, "confirmed", "1")
		ada.expect(made, 200, "")
		path := regexp.MustCompile(pathUsers + `/[0-9a-f-]{36}`).FindString(made.Body.String())
		if !regexp.MustCompile(`[2-9a-z]{4}(-[2-9a-z]{4}){3}`).MatchString(made.Body.String()) || path == "" {
			t.Fatalf("no one-time password\n%s", cut(made.Body.String()))
		}
		ada.expect(ada.post(pathUsers+"/nuovo", "given_name", "", "family_name", "", "email", "x", "roles", "administrator", "roles", "secretary"), 422, "")
		for _, b := range []*browser{ada, elena} {
			list := b.get(pathUsers + "?stato=waiting")
			b.expect(list, 200, "")
			if !strings.Contains(list.Body.String(), "Neri Carla") || strings.Contains(list.Body.String(), "Prova Anna") {
				t.Error("the list does not filter")
			}
			page := b.get(path)
			b.expect(page, 200, "")
			if !strings.Contains(page.Body.String(), "da confermare") {
				t.Error("nothing says that a role waits")
			}
		}
		anna.expect(anna.get(pathUsers), 404, "")
		anna.expect(anna.get(path), 404, "")
		elena.expect(elena.get(path+"/ruoli"), 404, "")
		elena.expect(elena.post(path, "given_name", "Carla", "family_name", "Verdi", "email", "carla@comune.example", "version", "1"), 404, "")
		waiting := elena.get(pathWaiting)
		answer := regexp.MustCompile(pathWaiting + `/ruoli/[0-9a-f-]{36}`).FindString(waiting.Body.String())
		ada.expect(ada.post(answer, "answer", "yes"), 404, "")
		elena.expect(elena.post(answer, "answer", "yes"), 303, pathWaiting)
		ada.expect(ada.post(path, "given_name", "Carla", "family_name", "Verdi", "email", "carla@comune.example", "version", "1"), 303, path)
		ada.expect(ada.post(path, "given_name", "Carla", "family_name", "Bianchi", "email", "carla@comune.example", "version", "1"), 409, "")
		ada.expect(ada.post(path, "given_name", "Carla", "family_name", "Verdi", "email", "anna@comune.example", "version", "2"), 422, "")
		ada.expect(ada.get(path+"/ruoli"), 200, "")
		ada.expect(ada.post(path+"/ruoli", "role", "administrator"), 422, "")
		ada.expect(ada.post(path+"/ruoli", "role", "tutor"), 303, path+"/ruoli")
		end := regexp.MustCompile(path + `/ruoli/[0-9a-f-]{36}/fine`).FindString(ada.get(path + "/ruoli").Body.String())
		ada.expect(ada.post(end), 303, path+"/ruoli")
		ada.expect(ada.get(path+"/disabilita"), 200, "")
		ada.expect(ada.post(path+"/disabilita"), 303, path)
		ada.expect(ada.post(path+"/riabilita"), 303, path)
		ada.expect(ada.get(path+"/password"), 200, "")
		ada.expect(ada.post(path+"/password"), 200, "")
		ada.expect(ada.get(pathUsers+"/non-un-id"), 404, "")
	})
}
