/** What the programme is called on its pages, in its letters and by authenticator applications. */
export const productName = 'IQS';
