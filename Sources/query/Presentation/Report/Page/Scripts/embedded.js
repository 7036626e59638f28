'use strict';

/* The data of the page; ReportExample.swift says what each letter stands for. */
const page = JSON.parse(document.getElementById('data').textContent);
