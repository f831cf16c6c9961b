//! The files as those who load them see them: bytes of CSV, read with nothing of the generator's own.

#[cfg(test)]
mod demo;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod generator;
mod history;
#[cfg(test)]
mod ogre;
#[cfg(test)]
mod printed;
#[cfg(test)]
mod read;
#[cfg(test)]
mod rezekne;
#[cfg(test)]
mod signals;
