using DenseEdge.FleetServer.Tests.Support;
using Microsoft.Playwright;

namespace DenseEdge.FleetServer.Tests.Page;

/// <summary>One real node and one headless Chromium for all tests of a class; each test has a page, as a person with a fresh
/// browser has it.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public FleetNode Node { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return;
        }

        Node = await FleetNode.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Path,
            Args = ["--no-sandbox", "--disable-gpu"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
            _playwright!.Dispose();
            await Node.DisposeAsync();
        }
    }

    /// <summary>Opens the page, signed in.</summary>
    /// <param name="token">The token; null to stay at the sign-in.</param>
    /// <param name="place">The place, such as #/devices.</param>
    /// <param name="width">The window's width in pixels.</param>
    /// <param name="theme">What the system prefers.</param>
    public async Task<PageVisit> OpenAsync(
        string? token, string place = "#/", int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
            ColorScheme = theme,
            BaseURL = Node.Address.ToString(),
        });
        PageVisit visit = new(context, await context.NewPageAsync());
        await visit.Page.GotoAsync("/");
        if (token is not null)
        {
            await visit.SignInAsync(token);
            await visit.GoAsync(place);
        }

        return visit;
    }
}
