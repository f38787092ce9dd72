//! The booth as processes.
