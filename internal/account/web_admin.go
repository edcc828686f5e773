package account

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

const navAdmin = "amministrazione"

func adminPage(title text.T, body templ.Component, crumbs ...ui.Crumb) ui.Page {
	return ui.Page{Title: title, Nav: navAdmin, Form: true, Crumbs: append(append([]ui.Crumb{{Label: text.UsersTitle, Href: pathUsers}}, crumbs...), ui.Crumb{Label: title}), Body: body}
}

func userPath(id value.ID) string { return pathUsers + "/" + string(id) }

func (r *Room) getUsers(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	f := UserFilter{State: req.URL.Query().Get("stato"), Role: policy.Role(req.URL.Query().Get("ruolo"))}
	chosen, all, err := r.Users(req.Context(), who, f)
	if err != nil {
		return err
	}
	p := ui.Page{Title: text.UsersTitle, Nav: navAdmin, Wide: true, Body: r.usersBody(f, chosen, all, who.Has(policy.Administrator))}
	if who.Has(policy.Administrator) {
		p.Actions = ui.ButtonLink(pathUsers+"/nuovo", ui.Button{Text: text.UserNew})
	}
	return render(w, req, http.StatusOK, p)
}

// getAdmin goes to the part of the administration that the reader has: users, the log, or none.
func (r *Room) getAdmin(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	switch {
	case who.Has(policy.Administrator, policy.Coordinator):
		return ui.Redirect(w, req, pathUsers, nil)
	case who.Has(policy.Auditor):
		return ui.Redirect(w, req, pathLog, nil)
	}
	return ui.Redirect(w, req, "/", nil)
}

// usersAt is the address of the list with a filter.
func usersAt(f UserFilter) string {
	q := url.Values{}
	if f.State != "" {
		q.Set("stato", f.State)
	}
	if f.Role != "" {
		q.Set("ruolo", string(f.Role))
	}
	if len(q) == 0 {
		return pathUsers
	}
	return pathUsers + "?" + q.Encode()
}

func userChips(f UserFilter, all []User) []ui.CountChip {
	var out []ui.CountChip
	for _, s := range []struct {
		state string
		label text.T
		mark  ui.MarkKind
	}{{"", text.StateAll, ui.NoMark}, {"active", text.StateActive, ui.NoMark}, {"waiting", text.StateWaiting, ui.Missing}, {"disabled", text.StateDisabled, ui.NoMark}} {
		x, n := UserFilter{State: s.state, Role: f.Role}, 0
		for _, u := range all {
			if x.wants(u) {
				n++
			}
		}
		out = append(out, ui.CountChip{Label: s.label, N: n, Href: usersAt(x), On: f.State == s.state, Mark: s.mark})
	}
	return out
}

func (r *Room) getNewUser(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showNewUser(w, req, http.StatusOK, who, ui.NewForm("core", "1"))
}

func (r *Room) showNewUser(w http.ResponseWriter, req *http.Request, status int, who gate.Actor, f ui.Form) error {
	var all []Seat
	err := r.g.Read(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		if err := tx.Decide(policy.UserManage, policy.Resource{Kind: policy.Account}); err != nil {
			return err
		}
		all, err = seats(tx)
		return err
	})
	if err != nil {
		return err
	}
	return render(w, req, status, adminPage(text.UserNew, newUserBody(f, all, r.roleOptions())))
}

func (r *Room) postNewUser(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	f := ui.FormFrom(req)
	n := New{Email: f.Value("email"), GivenName: f.Value("given_name"), FamilyName: f.Value("family_name"), Core: f.Has("core", "1")}
	n.SeatID, _ = value.ParseID(f.Value("seat"))
	for _, x := range f.All("roles") {
		if knownRole(policy.Role(x)) {
			n.Roles = append(n.Roles, policy.Role(x))
		}
	}
	id, oneTime, err := r.CreateUser(req.Context(), who, n)
	if err == nil {
		return render(w, req, http.StatusOK, adminPage(text.UserMade, oneTimeBody(oneTime, id)))
	}
	status, err2 := again(w, err)
	if err2 != nil {
		return err2
	}
	return r.showNewUser(w, req, status, who, f.With(err))
}

func userForm(p UserPage) ui.Form {
	f := ui.NewForm("given_name", p.GivenName, "family_name", p.FamilyName, "email", p.Email, "seat", string(p.SeatID), "version", strconv.Itoa(p.Version))
	if p.Core {
		f = f.Set("core", "1")
	}
	return f
}

func (r *Room) getUser(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showUser(w, req, http.StatusOK, who, nil)
}

// showUser is the page of one account; with is what was typed and why it did not pass, or nil.
func (r *Room) showUser(w http.ResponseWriter, req *http.Request, status int, who gate.Actor, with *ui.Form) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	p, err := r.User(req.Context(), who, id)
	if err != nil {
		return err
	}
	f := userForm(p)
	if with != nil {
		f = *with
	}
	return render(w, req, status, adminPage(text.Raw(p.Name()), r.userBody(f, p)))
}

func (r *Room) postUser(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	c := Change{GivenName: f.Value("given_name"), FamilyName: f.Value("family_name"), Email: f.Value("email"), Core: f.Has("core", "1")}
	c.SeatID, _ = value.ParseID(f.Value("seat"))
	c.Version, _ = strconv.Atoi(f.Value("version"))
	err = r.ChangeUser(req.Context(), who, id, c)
	if err == nil {
		return ui.Redirect(w, req, userPath(id), done(text.UserSaved))
	}
	status, err2 := again(w, err)
	if err2 != nil {
		return err2
	}
	f = f.With(err)
	return r.showUser(w, req, status, who, &f)
}

func (r *Room) getRoles(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	return r.showRoles(w, req, http.StatusOK, who, ui.NewForm())
}

func (r *Room) showRoles(w http.ResponseWriter, req *http.Request, status int, who gate.Actor, f ui.Form) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	p, err := r.User(req.Context(), who, id)
	if err != nil {
		return err
	}
	if !p.MayManage {
		return noUser()
	}
	return render(w, req, status, adminPage(text.RolesChange, r.rolesBody(f, p), ui.Crumb{Label: text.Raw(p.Name()), Href: userPath(id)}))
}

func (r *Room) postRole(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	f := ui.FormFrom(req)
	err = r.GrantRole(req.Context(), who, id, policy.Role(f.Value("role")))
	if err == nil {
		return ui.Redirect(w, req, userPath(id)+"/ruoli", done(text.RoleGranted))
	}
	status, err2 := again(w, err)
	if err2 != nil {
		return err2
	}
	return r.showRoles(w, req, status, who, f.With(err))
}

func (r *Room) postEndRole(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	grantID, err := ui.PathID(req, "ruolo")
	if err != nil {
		return err
	}
	if err := r.EndRole(req.Context(), who, id, grantID); err != nil {
		return err
	}
	return ui.Redirect(w, req, userPath(id)+"/ruoli", done(text.RoleEnded))
}
