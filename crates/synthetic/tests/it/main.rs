//! The files as those who load them see them: bytes of CSV, read with nothing of the generator's own.

mod demo;
mod formats;
mod generator;
mod ogre;
mod printed;
mod read;
mod rezekne;
