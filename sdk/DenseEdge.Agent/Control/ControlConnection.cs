using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DenseEdge.Agent.Health;
using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Control;

/// <summary>One client of the control socket, line by line: an operator's verb, or an app that stays for as long as it
/// lives.</summary>
internal sealed class ControlConnection(
    Stream stream, ModelAgent agent, ProgressFan progress, Func<ControlRequest, IUpdateSource> bundle) : IDisposable
{
    private static readonly TimeSpan LongestLease = TimeSpan.FromDays(1);

    private readonly LineReader _lines = new(stream);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private string? _app;

    /// <summary>Answers until the client goes. An app that attached and goes without a <c>bye</c> has crashed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        bool isOrderly = false;
        try
        {
            while (!isOrderly && await _lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                isOrderly = await AnswerAsync(line, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            if (_app is not null && !isOrderly && !cancellationToken.IsCancellationRequested)
            {
                agent.Gate.Release(_app);
                agent.Health.Crashed(_app);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();

    /// <returns>Whether the client said good-bye.</returns>
    private async Task<bool> AnswerAsync(byte[] line, CancellationToken cancellationToken)
    {
        try
        {
            ControlRequest request = JsonSerializer.Deserialize(line, AgentJson.Lines.ControlRequest)
                ?? throw new JsonException("expected an object, found null");
            await DoAsync(request, cancellationToken).ConfigureAwait(false);
            return request.Verb == "bye";
        }
        catch (UpdateException fault)
        {
            ResultLine last = ResultLine.Of(UpdateResult.Of(fault));
            await WriteAsync(last, AgentJson.Lines.ResultLine, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidDataException)
        {
            await WriteAsync(new AnswerLine(false, fault.Message), AgentJson.Lines.AnswerLine, cancellationToken)
                .ConfigureAwait(false);
            return false;
        }
    }

    private async Task DoAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        switch (request.Verb)
        {
            case "status":
                await WriteAsync(agent.Status(), AgentJson.Lines.StatusLine, cancellationToken).ConfigureAwait(false);
                return;
            case "check":
                await StreamAsync(agent.CheckAsync, cancellationToken).ConfigureAwait(false);
                return;
            case "apply":
                IUpdateSource source = bundle(request);
                await StreamAsync(token => agent.ApplyAsync(source, RequestOf(request), token), cancellationToken)
                    .ConfigureAwait(false);
                return;
            case "rollback":
                string reason = request.Reason ?? "The operator wanted it.";
                await StreamAsync(token => agent.RollBackAsync(reason, token), cancellationToken).ConfigureAwait(false);
                return;
            case "pause" or "resume":
                await agent.PauseAsync(request.Verb == "pause", cancellationToken).ConfigureAwait(false);
                break;
            default:
                DoForApp(request);
                break;
        }

        await WriteAsync(new AnswerLine(true, null), AgentJson.Lines.AnswerLine, cancellationToken).ConfigureAwait(false);
    }

    private void DoForApp(ControlRequest request)
    {
        switch (request.Verb)
        {
            case "attach":
                _app = AppOf(request);
                break;
            case "health":
                agent.Health.Report(
                    AppOf(request),
                    new AppReport(request.Healthy, request.Digest, request.Reason) { Latency = request.Latency });
                break;
            case "busy":
                if (!(request.Seconds > 0 && request.Seconds <= LongestLease.TotalSeconds))
                {
                    throw new ArgumentException(
                        $"Expected seconds above 0 and at most {LongestLease.TotalSeconds}, found {request.Seconds}.");
                }

                agent.Gate.Hold(AppOf(request), TimeSpan.FromSeconds(request.Seconds), request.Reason);
                break;
            case "free":
                agent.Gate.Release(AppOf(request));
                break;
            case "bye":
                break;
            default:
                throw new ArgumentException(
                    "Expected one of status, check, apply, pause, resume, rollback, attach, health, busy, free, bye, found "
                    + $"'{request.Verb}'.");
        }
    }

    private string AppOf(ControlRequest request) => request.App ?? _app
        ?? throw new ArgumentException($"Expected the app's name in 'app', or an 'attach' before '{request.Verb}'.");

    private static UpdateRequest RequestOf(ControlRequest request) => new()
    {
        IsExplicit = true,
        IsDryRun = request.DryRun,
        AllowDowngrade = request.AllowDowngrade,
        RetryBad = request.RetryBad,
    };

    /// <summary>Writes every step while the work goes on, and the result last.</summary>
    private async Task StreamAsync(Func<CancellationToken, Task<UpdateResult>> work, CancellationToken cancellationToken)
    {
        UpdateResult result;
        using (progress.Subscribe(new StepWriter(this, cancellationToken)))
        {
            result = await work(cancellationToken).ConfigureAwait(false);
        }

        await WriteAsync(ResultLine.Of(result), AgentJson.Lines.ResultLine, cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteAsync<T>(T value, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    // A client that is gone, or reads too slowly, never holds an update up: its steps are dropped.
    private sealed class StepWriter(ControlConnection connection, CancellationToken cancellationToken) : IProgress<UpdateProgress>
    {
        private Task _last = Task.CompletedTask;

        public void Report(UpdateProgress value)
        {
            if (_last.IsCompleted || value.Percent is null)
            {
                _last = WriteAfterAsync(_last, ProgressLine.Of(value));
            }
        }

        private async Task WriteAfterAsync(Task before, ProgressLine line)
        {
            try
            {
                await before.ConfigureAwait(false);
                await connection.WriteAsync(line, AgentJson.Lines.ProgressLine, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }
    }
}
