/**
 * Requests under way, ended together. Not AbortSignal.any: on the Node of Electron 33 a lasting signal keeps something of every
 * request that was joined to it.
 */
export class OpenRequests {
  private readonly open = new Set<AbortController>();
  private stopped = false;

  /** Runs one request with the controller that ends it. */
  async run<T>(act: (request: AbortController) => Promise<T>): Promise<T> {
    const request = new AbortController();
    if (this.stopped) request.abort(stoppedError());
    this.open.add(request);
    try {
      return await act(request);
    } finally {
      this.open.delete(request);
    }
  }

  stop(): void {
    this.stopped = true;
    for (const request of this.open) request.abort(stoppedError());
  }
}

function stoppedError(): Error {
  return new Error('it was stopped');
}
