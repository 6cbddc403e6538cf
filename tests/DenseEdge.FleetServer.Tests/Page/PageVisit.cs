using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace DenseEdge.FleetServer.Tests.Page;

/// <summary>One person's visit. Whatever the page complains about on the way fails the test at its end.</summary>
public sealed class PageVisit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = [];

    internal PageVisit(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        Page.SetDefaultTimeout(30_000);
        Page.PageError += (_, message) => _complaints.Enqueue(message);
        Page.Console += (_, message) =>
        {
            // A refusal by the server is shown to the reader, and the browser logs it as well.
            if (message.Type == "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal))
            {
                _complaints.Enqueue(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>The head of the page that is shown.</summary>
    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 });

    /// <summary>Signs in.</summary>
    public async Task SignInAsync(string token)
    {
        await Page.GetByLabel("Token").FillAsync(token);
        await Button("Sign in").ClickAsync();
        await Assertions.Expect(Heading).ToHaveTextAsync("Overview");
    }

    /// <summary>Goes to a place of the page and waits until it is drawn.</summary>
    public async Task GoAsync(string place)
    {
        await Page.EvaluateAsync("place => { location.hash = place; }", place);
        await Page.WaitForFunctionAsync(
            "place => { const main = document.getElementById('main'); return main.dataset.place === place && !main.ariaBusy; }", place);
    }

    /// <summary>A button by its whole name.</summary>
    public ILocator Button(string name)
        => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>The dialog that is open.</summary>
    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    /// <summary>A button of the dialog.</summary>
    public ILocator DialogButton(string name)
        => Dialog.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = name, Exact = true });

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }
}
