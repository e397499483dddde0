/** Importing this module defines the element `<liyan-helper>`; see README.md for its attributes and events. */
export {};
