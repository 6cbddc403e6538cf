using System.CommandLine;

namespace DenseEdge.AgentService.Commands;

/// <summary>denseedge-agent run.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Option<double?> poll = new("--poll-minutes")
        {
            Description = "Time between polls, in place of the configuration's.",
            HelpName = "n"
        };
        Option<string?> config = AgentVerb.Config();
        Option<string?> store = AgentVerb.Store();
        Command command = new("run", "The service: poll, watch, answer on the control socket. Ends cleanly on SIGTERM.")
        {
            poll, config, store,
        };
        command.SetAction((parsed, cancellation) => ServiceLoop.RunAsync(
            AgentSetup.Read(parsed.GetValue(config), parsed.GetValue(store), parsed.GetValue(poll)), Console.Error,
                cancellation));
        return command;
    }
}
