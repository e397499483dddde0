//! Work done by several threads and given back in the order in which it was handed out, in bounded memory.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Runs `work` on everything that `produce` gives, on `threads` threads in all, and hands the results to `consume` in the
/// order in which the items were given. Each thread has a state of its own.
///
/// The calling thread produces; when enough waits, it works itself. So at most a few items a thread are in memory, however
/// slow one of them is.
///
/// # Errors
/// The first error of `consume`, after which nothing more is worked on; else what `produce` returned.
pub fn in_order<T: Send, R: Send, S, E: Send, P>(
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, T) -> R + Sync,
    consume: impl FnMut(R) -> Result<(), E> + Send,
    produce: impl FnOnce(&mut dyn FnMut(T) -> Result<(), Halted>) -> P,
) -> Result<P, E> {
    let others = threads.saturating_sub(1);
    let office = Office::new(others, consume);
    let produced = thread::scope(|scope| {
        for _ in 0..others {
            scope.spawn(|| {
                let _alarm = Alarm(&office);
                let mut state = state();
                while let Some((number, item)) = office.take() {
                    office.done(number, work(&mut state, item));
                }
            });
        }
        let _alarm = Alarm(&office);
        let mut own = state();
        let mut number = 0;
        let produced = produce(&mut |item| {
            let item = office.offer(number, item)?;
            number += 1;
            if let Some((number, item)) = item {
                office.done(number, work(&mut own, item));
            }
            Ok(())
        });
        office.close();
        while let Some((number, item)) = office.take() {
            office.done(number, work(&mut own, item));
        }
        produced
    });
    match office.into_failure() {
        Some(error) => Err(error),
        None => Ok(produced),
    }
}

/// Nobody takes more: the consumer has failed.
#[derive(Debug)]
pub struct Halted;

struct Office<T, R, E, C> {
    desk: Mutex<Desk<T, R, E>>,
    /// Something changed on the desk.
    news: Condvar,
    consume: Mutex<C>,
    others: usize,
}

struct Desk<T, R, E> {
    waiting: VecDeque<(u64, T)>,
    /// Finished, but something before it is not.
    finished: BTreeMap<u64, R>,
    next: u64,
    /// Somebody hands results to the consumer.
    consuming: bool,
    closed: bool,
    failure: Option<E>,
    /// A thread panicked, or the consumer failed: what still waits is dropped.
    halted: bool,
}

impl<T, R, E, C: FnMut(R) -> Result<(), E>> Office<T, R, E, C> {
    fn new(others: usize, consume: C) -> Self {
        let desk = Desk {
            waiting: VecDeque::new(),
            finished: BTreeMap::new(),
            next: 0,
            consuming: false,
            closed: false,
            failure: None,
            halted: false,
        };
        Self { desk: Mutex::new(desk), news: Condvar::new(), consume: Mutex::new(consume), others }
    }

    fn desk(&self) -> MutexGuard<'_, Desk<T, R, E>> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts an item up for the others, or gives one back to be worked on at once: the oldest, as all wait for that.
    fn offer(&self, number: u64, item: T) -> Result<Option<(u64, T)>, Halted> {
        let mut desk = self.desk();
        // One slow item must not let the results behind it pile up.
        while desk.finished.len() > 8 * (self.others + 1) && !desk.halted {
            desk = self.news.wait(desk).unwrap_or_else(PoisonError::into_inner);
        }
        if desk.halted {
            return Err(Halted);
        }
        desk.waiting.push_back((number, item));
        if desk.waiting.len() > 2 * self.others {
            return Ok(desk.waiting.pop_front());
        }
        drop(desk);
        self.news.notify_all();
        Ok(None)
    }

    /// The next item, or none when there will be no more.
    fn take(&self) -> Option<(u64, T)> {
        let mut desk = self.desk();
        loop {
            if desk.halted {
                return None;
            }
            if let Some(item) = desk.waiting.pop_front() {
                return Some(item);
            }
            if desk.closed {
                return None;
            }
            desk = self.news.wait(desk).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn close(&self) {
        self.desk().closed = true;
        self.news.notify_all();
    }

    /// Files a result, and hands on all that are next in order unless somebody is at it.
    fn done(&self, number: u64, result: R) {
        let mut desk = self.desk();
        desk.finished.insert(number, result);
        if desk.consuming {
            return;
        }
        desk.consuming = true;
        while let Some(result) = desk.take_next() {
            drop(desk);
            let mut consume = self.consume.lock().unwrap_or_else(PoisonError::into_inner);
            let consumed = consume(result);
            drop(consume);
            desk = self.desk();
            if let Err(error) = consumed {
                desk.failure = Some(error);
                desk.halted = true;
                break;
            }
            self.news.notify_all();
        }
        desk.consuming = false;
        drop(desk);
        self.news.notify_all();
    }

    fn into_failure(self) -> Option<E> {
        self.desk.into_inner().unwrap_or_else(PoisonError::into_inner).failure
    }
}

impl<T, R, E> Desk<T, R, E> {
    fn take_next(&mut self) -> Option<R> {
        if self.halted {
            return None;
        }
        let result = self.finished.remove(&self.next)?;
        self.next += 1;
        Some(result)
    }
}

/// If its thread panics, the others are told, so that nobody waits for what will never come.
struct Alarm<'a, T, R, E, C: FnMut(R) -> Result<(), E>>(&'a Office<T, R, E, C>);

impl<T, R, E, C: FnMut(R) -> Result<(), E>> Drop for Alarm<'_, T, R, E, C> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.desk().halted = true;
            self.0.news.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_however_long_each_takes() {
        for threads in [1, 2, 5] {
            let mut got = Vec::new();
            let work = |state: &mut u32, item: u32| {
                // Every now and then one takes much longer than those behind it.
                let turns = if item.is_multiple_of(17) { 200_000 } else { 1 };
                *state = (0..turns).fold(*state, |sum, turn| std::hint::black_box(sum ^ turn));
                item * 2
            };
            let consume = |result| {
                got.push(result);
                Ok::<_, ()>(())
            };
            let produced = in_order(
                threads,
                || 0,
                work,
                consume,
                |give| {
                    (0..500).try_for_each(give).expect("nobody halts");
                    "all"
                },
            );
            assert_eq!(produced, Ok("all"));
            assert_eq!(got, (0..500).map(|item| item * 2).collect::<Vec<_>>(), "{threads} threads");
        }
    }

    #[test]
    fn an_error_of_the_consumer_ends_the_work() {
        for threads in [1, 3] {
            let consume = |result: u32| if result == 20 { Err("full") } else { Ok(()) };
            let mut given = 0;
            let ended = in_order(
                threads,
                || (),
                |(), item| item,
                consume,
                |give| {
                    while given < 1_000_000 && give(given).is_ok() {
                        given += 1;
                    }
                },
            );
            assert_eq!(ended, Err("full"));
            assert!(given < 1_000, "{given}");
        }
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_of_one_thread_is_not_waited_for() {
        let work = |(): &mut (), item: u32| {
            assert!(item != 50 || thread::current().name().is_some());
        };
        let consume = |()| Ok::<_, ()>(());
        let _ = in_order(
            3,
            || (),
            work,
            consume,
            |give| {
                while give(50).is_ok() {}
            },
        );
    }
}
