using System.CommandLine;
using DenseEdge.Agent;
using DenseEdge.Agent.Control;
using DenseEdge.Agent.Updating;

namespace DenseEdge.AgentService.Commands;

/// <summary>denseedge-agent pause and resume.</summary>
internal static class PauseCommand
{
    public static Command Create(string verb, string description, bool isPaused)
    {
        Option<bool> json = AgentVerb.Json();
        Option<string?> config = AgentVerb.Config();
        Option<string?> store = AgentVerb.Store();
        Command command = new(verb, description) { json, config, store };
        command.SetAction((parsed, cancellation) => AgentVerb.RunAsync(
            AgentSetup.Read(parsed.GetValue(config), parsed.GetValue(store)), new ControlRequest(verb), Pause,
            new LineOutput(Console.Out, parsed.GetValue(json)), cancellation));
        return command;

        async Task<UpdateResult> Pause(ModelAgent agent, CancellationToken token)
        {
            await agent.PauseAsync(isPaused, token).ConfigureAwait(false);
            return new UpdateResult(UpdateOutcome.Current, isPaused ? "Updates are paused." : "Updates go on.");
        }
    }
}
