package account

import (
	"encoding/base32"
	"strings"
	"time"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/value"
)

// rolesOf is the roles that hold of account a, joined by +; the parameter after it is the present moment.
const rolesOf = `COALESCE((SELECT string_agg(r.role, '+') FROM account_role r WHERE r.zone = a.zone AND r.account_id = a.id
	AND r.confirmed_at IS NOT NULL AND (r.until_at IS NULL OR r.until_at > $2)), '')`

const colleaguesSQL = `SELECT a.id, a.given_name, a.family_name, a.email, a.core, a.seat_id, a.disabled_at, ` + rolesOf + `
	FROM account a WHERE a.zone = $1 ORDER BY a.family_name, a.given_name, a.id`

// Colleagues reads every account of the zone with the roles that hold now, disabled ones too: old rows name them. One query. The caller
// has decided.
func Colleagues(tx *gate.ReadTx) ([]Colleague, error) {
	return gate.All(tx, colleaguesSQL, []any{tx.Zone(), tx.Now()}, func(s gate.Scanner) (c Colleague, err error) {
		var roles string
		var disabled value.Instant
		err = s.Scan(&c.ID, &c.GivenName, &c.FamilyName, &c.Email, &c.Core, &c.SeatID, &disabled, &roles)
		c.Roles, c.Disabled = parseRoles(roles), !disabled.IsZero()
		return c, err
	})
}

// New is an account to be made.
type New struct {
	Email, GivenName, FamilyName string
	Roles                        []policy.Role
	Core                         bool
	SeatID, OrganisationID       value.ID
	Password                     string // "": a one-time password is made
	Hash                         string // of Password, if the caller has it already: everybody in an invented world has the same; "": it is made
	TOTPSecret                   string // base32; "": the holder sets the second factor up at the first login
	Confirmed                    bool   // roles that open cases need no second person: the start of a zone, an invented world

	id value.ID // known before, for a decision that names it
}

// OneTimeHours is how long a one-time password can be used.
const OneTimeHours = 72

// Insert adds an account with its roles, inside a command that has decided UserManage. It gives the one-time password when it made one;
// nobody can see it again. An e-mail address that the zone already has is a Conflict, a wrong one Invalid.
func Insert(tx *gate.WriteTx, n New) (id value.ID, oneTime string, err error) {
	return insert(tx, n, Argon2id)
}

func insert(tx *gate.WriteTx, n New, h Hasher) (value.ID, string, error) {
	email, err := n.check()
	if err != nil {
		return "", "", err
	}
	if n.GivenName+n.FamilyName == "" { // the first administrator is known by the address alone
		n.GivenName, _, _ = strings.Cut(email, "@")
	}
	id, password, oneTime := n.id, n.Password, ""
	if id == "" {
		id = value.NewID()
	}
	if password == "" {
		password = oneTimePassword()
		oneTime = password
	}
	hash := n.Hash
	if hash == "" {
		hash = h.Hash(password)
	}
	row := gate.Row{"id": id, "email": email, "given_name": strings.TrimSpace(n.GivenName), "family_name": strings.TrimSpace(n.FamilyName),
		"core": n.Core, "seat_id": n.SeatID, "organisation_id": n.OrganisationID, "language": text.Italian.Code(), "shortcuts": true,
		"password_hash": hash, "password_at": tx.Now(), "must_change": oneTime != "", "version": 1, "made_at": tx.Now(), "made_by": tx.Who().Account}
	if n.TOTPSecret != "" {
		secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(n.TOTPSecret)
		if err != nil {
			return "", "", fault.Wrap(err, "secret of the second factor")
		}
		if row["totp_secret"], err = tx.SealZone("account", id, "totp_secret", secret); err != nil {
			return "", "", err
		}
		row["totp_at"] = tx.Now()
	}
	if err := tx.Insert("account", row); err != nil {
		return "", "", err
	}
	for _, role := range n.Roles {
		if err := insertRole(tx, id, role, n.Confirmed || !role.OpensCases()); err != nil {
			return "", "", err
		}
	}
	return id, oneTime, nil
}

// check holds a new account against the rules that the database cannot know.
func (n New) check() (email string, err error) {
	var c fault.Check
	email, ok := value.ParseEmail(n.Email)
	c.Require(ok, "email", text.AccountEmailWrong)
	c.Require(len([]rune(n.GivenName)) <= maxName, "given_name", text.AccountNameWrong)
	c.Require(len([]rune(n.FamilyName)) <= maxName, "family_name", text.AccountNameWrong)
	c.Require(!clash(n.Roles), "roles", text.AccountRolesClash)
	return email, c.Err()
}

// maxName is how many characters a given or family name may have.
const maxName = 80

// clash tells whether any two roles exclude each other.
func clash(roles []policy.Role) bool {
	for i, a := range roles {
		for _, b := range roles[i+1:] {
			if excluded(a, b) {
				return true
			}
		}
	}
	return false
}

func insertRole(tx *gate.WriteTx, account value.ID, role policy.Role, confirmed bool) error {
	row := gate.Row{"id": value.NewID(), "account_id": account, "role": string(role), "since_at": tx.Now(), "granted_by": tx.Who().Account}
	if confirmed {
		row["confirmed_at"] = tx.Now()
	}
	return tx.Insert("account_role", row)
}

// MaxTokenDays is how long a token of the REST interface may last.
const MaxTokenDays = 90

// InsertToken makes a token of the REST interface for an account, inside a command that has decided. The word is given once; the database
// keeps its hash.
func InsertToken(tx *gate.WriteTx, account value.ID, name string, days int) (bearer string, err error) {
	token, ends := newToken(), tx.Now().Add(time.Duration(days)*24*time.Hour)
	err = tx.Insert("api_token", gate.Row{"id": value.NewID(), "account_id": account, "name": name, "token_hash": tokenHash(token),
		"made_at": tx.Now(), "ends_at": ends})
	return bearerPrefix + tx.Zone() + "_" + token, err
}
