#!/usr/bin/env node
console.log('balie: the command line is not written yet');
