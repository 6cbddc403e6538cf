using System.CommandLine;
using DenseEdge.Agent.Control;

namespace DenseEdge.AgentService.Commands;

/// <summary>denseedge-agent status.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Print one line of JSON." };
        Option<string?> config = AgentVerb.Config();
        Option<string?> store = AgentVerb.Store();
        Command command = new("status", "Tell which model is active, where an update stands, and how both are.") { json, config, store };
        command.SetAction(async (parsed, cancellation) =>
        {
            AgentSetup setup = AgentSetup.Read(parsed.GetValue(config), parsed.GetValue(store));
            string line = await AskAsync(setup, cancellation).ConfigureAwait(false);
            await Console.Out.WriteLineAsync(parsed.GetValue(json) ? line : StatusText.Of(AgentLines.ReadStatus(line)))
                .ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static async Task<string> AskAsync(AgentSetup setup, CancellationToken cancellationToken)
    {
        using ControlClient? service = ControlClient.TryConnect(setup.Store.Paths.ControlSocket);
        if (service is null)
        {
            return AgentLines.Of(StatusReader.Read(setup.Store));
        }

        await foreach (string line in service.AskAsync(new ControlRequest("status"), cancellationToken).ConfigureAwait(false))
        {
            return line;
        }

        throw new IOException("Expected the agent's status, found no answer.");
    }
}
