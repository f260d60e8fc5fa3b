//! Letters without their accents.
//!
//! Of Unicode 18.0.0; `cargo xtask tables` writes this file.

/// U+E0 to U+24F: the letter without its accent, `.` if it has none.
pub const LATIN: &str = "\
    aaaaaa.ceeeeiiii.nooooo..uuuuy.y.a.a.a.c.c.c.c.d...e.e.e.e.e.g.g\
    .g.g.h...i.i.i.i.....j.k..l.l.l.....n.n.n....o.o.o...r.r.r.s.s.s\
    .s.t.t...u.u.u.u.u.u.w.y..z.z.zs................................\
    .o..............u.............................a.i.o.u.u.u.u.u..a\
    .a.æ...g.k.o.o.ʒj....g...n.a.æ.ø.a.a.e.e.i.i.o.o.r.r.u.u.s.t...h\
    .......a.e.o.o.o.o.y............................";

/// U+390 to U+3CE: the letter without its accent, `.` if it has none.
pub const GREEK: &str = "\
    ι...........................αεηιυ.........................ιυουω";

/// U+430 to U+45F: the letter without its accent, `.` if it has none.
pub const CYRILLIC: &str = "\
    .........и......................ее.г...і....киу.";

/// U+1E00 to U+1EFF: the letter without its accent, `.` if it has none.
pub const MORE_LATIN: &str = "\
    .a.b.b.b.c.d.d.d.d.d.e.e.e.e.e.f.g.h.h.h.h.h.i.i.k.k.k.l.l.l.l.m\
    .m.m.n.n.n.n.o.o.o.o.p.p.r.r.r.r.s.s.s.s.s.t.t.t.t.u.u.u.u.u.v.v\
    .w.w.w.w.w.x.x.y.z.z.zhtwy.s.....a.a.a.a.a.a.a.a.a.a.a.a.e.e.e.e\
    .e.e.e.e.i.i.o.o.o.o.o.o.o.o.o.o.o.o.u.u.u.u.u.u.u.y.y.y.y......";

/// U+1F00 to U+1FFF: the letter without its accent, `.` if it has none.
pub const MORE_GREEK: &str = "\
    αααααααα........εεεεεε..........ηηηηηηηη........ιιιιιιιι........\
    οοοοοο..........υυυυυυυυ........ωωωωωωωω........ααεεηηιιοουυωω..\
    αααααααα........ηηηηηηηη........ωωωωωωωω........ααααα.αα......ι.\
    ..ηηη.ηη........ιιιι..ιι........υυυυρρυυ..........ωωω.ωω........";
