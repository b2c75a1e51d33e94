"""Scrapy doing fetch and dates only, with what makes it quick: as many requests at once as everybody has, no delay, no
robots.txt, no log, no console, no cookies, no retries and no statistics printed. The clock runs from the first request
to the last result.

    python3 scrapyProcess.py TASK    TASK as in contestant.ts, with the addresses
"""
import json
import re
import resource
import sys
import time

import scrapy
from scrapy.crawler import CrawlerProcess

task = json.loads(open(sys.argv[1], encoding='utf8').read())
measured = {'pages': 0, 'dates': 0, 'started': None, 'ended': None, 'processor': 0}
DAY = re.compile(r'^\d{4}-\d\d-\d\d$')


class Dates(scrapy.Spider):
    name = 'dates'

    def start_requests(self):
        measured['started'] = time.perf_counter()
        measured['processor'] = time.process_time()
        for address in task['addresses']:
            yield scrapy.Request(address, dont_filter=True)

    def parse(self, response):
        for text in response.css('ul.list li span.date::text').getall():
            if DAY.match(text):
                measured['dates'] += 1
        measured['pages'] += 1
        measured['ended'] = time.perf_counter()


process = CrawlerProcess(settings={
    'CONCURRENT_REQUESTS': task['concurrency'],
    'CONCURRENT_REQUESTS_PER_DOMAIN': task['concurrency'],
    'DOWNLOAD_DELAY': 0,
    'AUTOTHROTTLE_ENABLED': False,
    'ROBOTSTXT_OBEY': False,
    'LOG_ENABLED': False,
    'TELNETCONSOLE_ENABLED': False,
    'COOKIES_ENABLED': False,
    'RETRY_ENABLED': False,
    'REDIRECT_ENABLED': False,
    'HTTPPROXY_ENABLED': False,
    'REFERER_ENABLED': False,
    'STATS_DUMP': False,
})
process.crawl(Dates)
process.start()
print(json.dumps({'scrapy': {
    'pages': measured['pages'],
    'dates': measured['dates'],
    'ms': (measured['ended'] - measured['started']) * 1000,
    'processorMs': (time.process_time() - measured['processor']) * 1000,
    'mainThreadMs': None,
    'peakRssMb': round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
}}))
