using System.CommandLine;
using DenseEdge.Agent;
using DenseEdge.Agent.Control;
using DenseEdge.Agent.Updating;

namespace DenseEdge.AgentService.Commands;

/// <summary>What the verbs share: their options, and the way to the agent: the running service, or the store itself.</summary>
internal static class AgentVerb
{
    public static Option<string?> Config() => new("--config")
    {
        Description = $"The configuration. [default: {AgentConfiguration.DefaultPath}, if there is one]",
        HelpName = "file",
    };

    public static Option<string?> Store() => new("--store")
    {
        Description = "The store, in place of the configuration's.",
        HelpName = "folder",
    };

    public static Option<bool> Json()
        => new("--json") { Description = "Print a line of JSON for every step, and the result last." };

    /// <summary>Asks the running service; without one, does the work here.</summary>
    /// <param name="setup">The configuration.</param>
    /// <param name="request">The line for the service.</param>
    /// <param name="here">The work, with the store held.</param>
    /// <param name="output">Takes lines.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        AgentSetup setup, ControlRequest request, Func<ModelAgent, CancellationToken, Task<UpdateResult>> here, LineOutput output,
        CancellationToken cancellationToken)
    {
        using ControlClient? service = ControlClient.TryConnect(setup.Store.Paths.ControlSocket);
        if (service is not null)
        {
            string last = string.Empty;
            await foreach (string line in service.AskAsync(request, cancellationToken).ConfigureAwait(false))
            {
                output.Write(line);
                last = line;
            }

            return LineOutput.ExitCodeOf(last);
        }

        try
        {
            UpdateResult result = await RunHereAsync(setup, here, output, cancellationToken).ConfigureAwait(false);
            output.Write(result);
            return result.IsSuccess ? 0 : ServiceFailure.Failed;
        }
        catch (UpdateException failure)
        {
            output.Write(UpdateResult.Of(failure));
            return ServiceFailure.Failed;
        }
    }

    private static async Task<UpdateResult> RunHereAsync(
        AgentSetup setup, Func<ModelAgent, CancellationToken, Task<UpdateResult>> here, LineOutput output,
        CancellationToken cancellationToken)
    {
        using IDisposable held = setup.Store.Open();
        using IDisposable listening = setup.Progress.Subscribe(output);
        using ModelAgent agent = new(
            setup.Store, setup.Machine(), setup.Progress, setup.Health, setup.Gate, setup.Options, setup.PollSource,
            server: setup.Server());
        return await here(agent, cancellationToken).ConfigureAwait(false);
    }
}
