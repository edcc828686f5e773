package account

import (
	"context"

	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// Session is one of the holder's open sessions, Device one of the browsers in which they have signed in.
type (
	Session struct {
		ID             value.ID
		Agent          string
		MadeAt, SeenAt value.Instant
		Present        bool // the one that asks
	}
	Device struct {
		ID             value.ID
		Agent          string
		MadeAt, SeenAt value.Instant
		Present, New   bool // New: the holder had not been told of it
	}
)

const (
	sessionsSQL = `SELECT id, agent, made_at, seen_at FROM session WHERE zone = $1 AND account_id = $2 AND ended_at IS NULL AND step = 'in'
		AND ends_at > $3 AND seen_at > $4 ORDER BY seen_at DESC, id`
	devicesSQL = `SELECT d.id, d.agent, d.made_at, d.seen_at, d.told_at, CASE WHEN d.id = s.device_id THEN 1 ELSE 0 END
		FROM device d LEFT JOIN session s ON s.zone = d.zone AND s.id = $3
		WHERE d.zone = $1 AND d.account_id = $2 AND d.ended_at IS NULL ORDER BY d.seen_at DESC, d.id`
)

// OwnSessions lists the holder's open sessions and known devices, and takes note that the holder has now been told of the new ones.
func (r *Room) OwnSessions(ctx context.Context, who gate.Actor) (sessions []Session, devices []Device, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		if err := tx.Decide(policy.ProfileUse, policy.Resource{Kind: policy.Account, ID: who.Account, Own: true}); err != nil {
			return err
		}
		sessions, err = gate.All(tx, sessionsSQL, []any{tx.Zone(), who.Account, tx.Now(), tx.Now().Add(-r.opts.Idle)}, func(s gate.Scanner) (x Session, err error) {
			err = s.Scan(&x.ID, &x.Agent, &x.MadeAt, &x.SeenAt)
			x.Present = x.ID == who.Session
			return x, err
		})
		if err != nil {
			return err
		}
		devices, err = gate.All(tx, devicesSQL, []any{tx.Zone(), who.Account, string(who.Session)}, func(s gate.Scanner) (x Device, err error) {
			var told value.Instant
			err = s.Scan(&x.ID, &x.Agent, &x.MadeAt, &x.SeenAt, &told, &x.Present)
			x.New = told.IsZero()
			return x, err
		})
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return sessions, devices, r.told(ctx, who, devices)
}

// told notes that the holder has seen which devices are new. A device cannot hide itself: it counts as told only on another one.
func (r *Room) told(ctx context.Context, who gate.Actor, devices []Device) error {
	var news []value.ID
	for _, d := range devices {
		if d.New && !d.Present {
			news = append(news, d.ID)
		}
	}
	if len(news) == 0 {
		return nil
	}
	return r.g.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) error {
		for _, id := range news {
			if err := tx.Update("device", id, gate.Row{"told_at": tx.Now()}); err != nil {
				return err
			}
		}
		return nil
	})
}

// EndSession ends one of the holder's sessions; EndOthers all but the one that asks; EndDevice forgets a browser and ends its sessions.
func (r *Room) EndSession(ctx context.Context, who gate.Actor, id value.ID) error {
	return r.endOwn(ctx, who, "session_ended", "session", "SELECT id FROM session WHERE zone = $1 AND account_id = $2 AND id = $3", string(id))
}

// EndOthers ends every session of the holder but the one that asks.
func (r *Room) EndOthers(ctx context.Context, who gate.Actor) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := own(tx, who.Account, "sessions_ended"); err != nil {
			return err
		}
		return endSessions(tx, who.Account, who.Session)
	})
}

// EndDevice forgets a browser of the holder and ends the sessions in it.
func (r *Room) EndDevice(ctx context.Context, who gate.Actor, id value.ID) error {
	if err := r.endOwn(ctx, who, "device_ended", "device", "SELECT id FROM device WHERE zone = $1 AND account_id = $2 AND id = $3", string(id)); err != nil {
		return err
	}
	return r.g.Quiet(ctx, who.Zone, func(tx *gate.WriteTx) error {
		return endAll(tx, "session", "SELECT id FROM session WHERE zone = $1 AND account_id = $2 AND device_id = $3 AND ended_at IS NULL", who.Account, string(id))
	})
}

// endOwn ends one row that belongs to the holder; somebody else's is as if it were not there.
func (r *Room) endOwn(ctx context.Context, who gate.Actor, why, table, query string, id string) error {
	return r.g.Write(ctx, who, func(tx *gate.WriteTx) error {
		if err := own(tx, who.Account, why); err != nil {
			return err
		}
		var found value.ID
		if err := tx.One(query, []any{tx.Zone(), who.Account, id}, &found); err != nil {
			return err
		}
		return tx.Update(table, found, gate.Row{"ended_at": tx.Now()})
	})
}

// SignOut ends a session, at whatever step it stands.
func (r *Room) SignOut(ctx context.Context, s Signed) error {
	return r.g.Quiet(ctx, s.Zone, func(tx *gate.WriteTx) error {
		return tx.Update("session", s.Session, gate.Row{"ended_at": tx.Now()})
	})
}
