using System.CommandLine;
using DenseEdge.Bundles.Registries;
using DenseEdge.Cli.Bundling;
using DenseEdge.Cli.Trusting;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge repo push.</summary>
internal static class RepoPushCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> repository = new("repository") { Description = "The repository's folder, published." };
        Argument<string> address = new("address") { Description = "oci://host:port/name" };
        (Option<bool> plain, Option<bool> anywhere) = PlainHttp();
        Command command = new(
            "push",
            RegistryAccess.Describe("Push what is published to an OCI registry; a push that broke off is done again."))
        {
            repository, address, plain, anywhere,
        };
        command.SetAction((parsed, cancellation) => RepoPushVerb.RunAsync(
            parsed.GetRequiredValue(repository), RegistryReference.ParseRepository(parsed.GetRequiredValue(address)),
            new RegistryAccess(parsed.GetValue(plain), parsed.GetValue(anywhere)), Console.Out, cancellation));
        return command;
    }

    /// <summary>Makes the options of every verb that talks to a registry.</summary>
    public static (Option<bool> Plain, Option<bool> Anywhere) PlainHttp() => (
        new Option<bool>("--plain-http") { Description = "Without TLS; for this machine's own registry." },
        new Option<bool>("--plain-http-anywhere")
        {
            Description = "Without TLS, for any host. Digests are checked all the same.",
        });
}
