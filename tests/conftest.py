def pytest_addoption(parser):
    parser.addoption(
        "--live-cloudinary",
        action="store_true",
        help="hold the live Cloudinary, at CLOUDINARY_URL, to the contract as well",
    )
