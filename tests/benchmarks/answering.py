"""How every other side answers: one command a line, one answer a line."""

import sys
import time


def serve(folder, jobs, versions):
    """Runs the job that a line names once and answers with its seconds by the clock and of the processor.

    "save" leaves the result of the last job as float32 in the folder's file "result"; "versions" tells who is here.
    """
    result = None
    for line in sys.stdin:
        command = line.strip()
        if command == "versions":
            answer = versions
        elif command == "save":
            result.astype("<f4").tofile(folder / "result")
            answer = "saved"
        else:
            start, busy = time.perf_counter(), time.process_time()
            result = jobs[command]()
            answer = f"{time.perf_counter() - start} {time.process_time() - busy}"
        print(answer, flush=True)
