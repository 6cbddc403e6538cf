using System.CommandLine;
using DenseEdge.Cli.Fleet;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Commands;

/// <content>fleet devices.</content>
internal static partial class FleetCommand
{
    private static Command Devices() => new("devices", "The devices of the fleet.")
    {
        ListDevices(), ShowDevice(), AddDevice(), TagDevice(), UntagDevice(), RenewToken(), AssignDevice(), DeleteDevice(),
    };

    private static Command ListDevices()
    {
        Argument<string?> filter = new("filter")
        {
            Description = "Which devices, such as \"board=orin-nano and health!=good\".",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> sort = Text("--sort", "A field; a hyphen before it turns the order around.", "field");
        Command command = new("list", "List devices.") { filter, sort };
        Run(command, (session, parsed, cancellation) => DeviceVerb.ListAsync(
            session, parsed.GetValue(filter), parsed.GetValue(sort), cancellation));
        return command;
    }

    private static Command ShowDevice()
    {
        Argument<string> id = DeviceId();
        Command command = new("show", "Show a device and its history.") { id };
        Run(command, (session, parsed, cancellation) => DeviceVerb.ShowAsync(session, parsed.GetValue(id)!, cancellation));
        return command;
    }

    private static Command AddDevice()
    {
        Argument<string> id = DeviceId();
        Option<string?> name = Text("--name", "A name for people.", "name");
        Option<string[]> tags = new("--tag") { Description = "A tag; several times for several.", HelpName = "tag" };
        Command command = new("add", "Make a device and show its token, once.") { id, name, tags };
        Run(command, (session, parsed, cancellation) => DeviceVerb.AddAsync(
            session,
            new NewDevice { Id = parsed.GetValue(id)!, Name = parsed.GetValue(name), Tags = parsed.GetValue(tags) },
            cancellation));
        return command;
    }

    private static Command TagDevice()
    {
        Argument<string> id = DeviceId();
        Argument<string[]> tags = Tags();
        Command command = new("tag", "Give a device tags.") { id, tags };
        Run(command, (session, parsed, cancellation) => DeviceVerb.ChangeAsync(
            session, parsed.GetValue(id)!, new DeviceChange { AddTags = parsed.GetValue(tags) }, cancellation));
        return command;
    }

    private static Command UntagDevice()
    {
        Argument<string> id = DeviceId();
        Argument<string[]> tags = Tags();
        Command command = new("untag", "Take tags from a device.") { id, tags };
        Run(command, (session, parsed, cancellation) => DeviceVerb.ChangeAsync(
            session, parsed.GetValue(id)!, new DeviceChange { RemoveTags = parsed.GetValue(tags) }, cancellation));
        return command;
    }

    private static Command RenewToken()
    {
        Argument<string> id = DeviceId();
        Command command = new("token", "Give a device a new token and show it, once; the one before is void.") { id };
        Run(command, (session, parsed, cancellation) => DeviceVerb.RenewTokenAsync(session, parsed.GetValue(id)!, cancellation));
        return command;
    }

    private static Command AssignDevice()
    {
        Argument<string> id = DeviceId();
        Option<string> model = new("--model") { Description = "The model.", HelpName = "name", Required = true };
        Option<string> version = new("--version") { Description = "The version.", HelpName = "version", Required = true };
        Command command = new("assign", "Tell one device to run a version.") { id, model, version };
        Run(command, (session, parsed, cancellation) => DeviceVerb.AssignAsync(
            session,
            parsed.GetValue(id)!,
            new Assignment(parsed.GetRequiredValue(model), parsed.GetRequiredValue(version)),
            cancellation));
        return command;
    }

    private static Command DeleteDevice()
    {
        Argument<string> id = DeviceId();
        Command command = new("delete", "Forget a device and its token.") { id };
        Run(command, (session, parsed, cancellation) => DeviceVerb.DeleteAsync(session, parsed.GetValue(id)!, cancellation));
        return command;
    }

    private static Argument<string> DeviceId() => new("id") { Description = "The id by which it polls." };

    private static Argument<string[]> Tags() => new("tags") { Description = "Tags.", Arity = ArgumentArity.OneOrMore };
}
